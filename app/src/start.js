const tried = "lectern-reloaded";
const isTyped = (field) =>
  field.options
    ? [...field.options].some((option) => option.defaultSelected && !option.selected)
    : field.value !== field.defaultValue || field.checked !== field.defaultChecked;
const mayReload = () =>
  navigator.onLine &&
  !location.pathname.startsWith("/api/") &&
  !sessionStorage.getItem(tried) &&
  ![...document.querySelectorAll("input, textarea, select")].some(isTyped);
const start = () =>
  import("$JS")
    .then((bundle) => bundle.default({ module_or_path: "$WASM" }).then(() => bundle))
    .then(
      (bundle) => {
        bundle.hydrate();
        try {
          sessionStorage.removeItem(tried);
        } catch {}
      },
      (error) => {
        if (!mayReload()) throw error;
        sessionStorage.setItem(tried, "1");
        location.reload();
      },
    );
requestAnimationFrame(() => setTimeout(start));
