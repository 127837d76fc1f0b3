// Shows how far the upkeep is for as long as it runs; the page works without this, by its link to refresh.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector(".artifact-scopes-progress");
  const isRunning = () => place.querySelector("[data-running='true']") !== null;
  const show = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    place.replaceChildren();
    while (page.body.firstChild) {
      place.append(page.body.firstChild);
    }
    if (typeof Behaviour !== "undefined") {
      Behaviour.applySubtree(place, true);
    }
  };
  const again = () => {
    if (isRunning()) {
      setTimeout(look, 2000);
    }
  };
  const look = () => {
    fetch(place.dataset.address, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.text().then(show) : undefined))
      .catch((failure) => console.warn("How far the upkeep is cannot be asked for now", failure))
      .then(again);
  };
  if (place !== null) {
    again();
  }
});
