// How the page's script is checked: all modules together, as the page carries them. `scripts/lint` runs it where there is npm.
import js from "@eslint/js";
import globals from "globals";

const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: "Text reaches the page as text: see dom.js." }));

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: { ...globals.browser, L: "readonly" } },
    rules: {
      eqeqeq: "error", "no-eval": "error", "no-implied-eval": "error", "no-new-func": "error", "no-script-url": "error", "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }], "no-restricted-properties": ["error", ...markup], "no-shadow": "error", "no-else-return": "error",
      "object-shorthand": "error", "no-useless-return": "error", "no-lonely-if": "error",
    },
  },
];
