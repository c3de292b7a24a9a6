// Highlights the path that a gradient takes: from the output down to the tensor under the pointer.
(function () {
  "use strict";
  const edges = Array.from(document.querySelectorAll("g.edge"));
  const page = document.body;

  function path(vertex) {
    const on = new Set([vertex]);
    const used = new Set();
    let grown = true;
    while (grown) {
      grown = false;
      edges.forEach(function (edge) {
        if (on.has(edge.dataset.to) ? !used.has(edge) : false) {
          used.add(edge);
          on.add(edge.dataset.from);
          grown = true;
        }
      });
    }
    return { on: on, used: used };
  }

  function show(vertex) {
    const found = path(vertex);
    page.classList.add("tracing");
    edges.forEach(function (edge) { edge.classList.toggle("on", found.used.has(edge)); });
    document.querySelectorAll("[data-vertex]").forEach(function (element) {
      element.classList.toggle("on", found.on.has(element.dataset.vertex));
      element.classList.toggle("here", element.dataset.vertex === vertex);
    });
  }

  function clear() {
    page.classList.remove("tracing");
    document.querySelectorAll(".on, .here").forEach(function (element) { element.classList.remove("on", "here"); });
  }

  document.querySelectorAll("[data-vertex]").forEach(function (element) {
    element.addEventListener("mouseenter", function () { show(element.dataset.vertex); });
    element.addEventListener("mouseleave", clear);
    if (element.closest("svg")) {
      element.addEventListener("click", function () {
        const target = document.querySelector("main [data-vertex='" + element.dataset.vertex + "']");
        if (target) {
          target.scrollIntoView({ behavior: "smooth", block: "start" });
        }
      });
    }
  });
}());
