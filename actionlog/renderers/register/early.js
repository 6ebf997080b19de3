(() => {
  "use strict";
  // Before the rows are read: that most of them wait until the script chooses. Should it fail, all are shown.
  const page = document.documentElement;
  page.classList.add("scripted");
  addEventListener("error", () => page.classList.remove("scripted"));
})();
