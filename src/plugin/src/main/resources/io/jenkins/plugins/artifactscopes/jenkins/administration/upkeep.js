// Shows how far the upkeep is for as long as it runs; the page works without this, by its link to refresh.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector(".artifact-scopes-progress");
  const isRunning = () => place.querySelector("[data-running='true']") !== null;
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.address, { cache: "no-store" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        place.replaceChildren(...page.body.childNodes);
        if (typeof Behaviour !== "undefined") {
          Behaviour.applySubtree(place, true);
        }
      }
    } catch (failure) {
      console.warn("How far the upkeep is cannot be asked for now", failure);
    }
    if (isRunning()) {
      setTimeout(look, 2000);
    }
  };
  if (place !== null && isRunning()) {
    setTimeout(look, 2000);
  }
});
