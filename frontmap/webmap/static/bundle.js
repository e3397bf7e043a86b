/* frontmap: the page's modules, in one scope of their own. */
(() => {
"use strict";
/* modules */
window.frontmapMount = mount;
mountAll();
})();
