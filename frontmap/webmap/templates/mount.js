frontmapMount(document.querySelector("[data-guest={{ name }}]"), { map: {{ map_name }}, address: false });
