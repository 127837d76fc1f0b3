// Sends what is entered for a scope, its rules included, to be previewed before it is saved.
(() => {
  const block = (element) => element.closest(".repeated-chunk");
  const field = (within, name) =>
    Array.from(within.querySelectorAll("[name='_." + name + "']")).find((found) => block(found) === within);
  const value = (within, name) => {
    const found = field(within, name);
    return found ? found.value : "";
  };
  const rules = (scope) =>
    Array.from(scope.querySelectorAll(".repeated-chunk")).filter((chunk) => field(chunk, "selector") !== undefined);
  const entered = (scope) => {
    const parameters = new URLSearchParams();
    ["scope", "keep", "cap", "keepLatest"].forEach((name) => parameters.append(name, value(scope, name)));
    rules(scope).forEach((rule) => {
      parameters.append("selector", value(rule, "selector"));
      parameters.append("age", value(rule, "keep"));
    });
    return parameters.toString();
  };
  const preview = (button) => {
    const counting = button.parentNode.querySelector(".artifact-scopes-counting");
    const status = button.parentNode.querySelector(".artifact-scopes-previewed");
    const show = (text) => {
      status.innerHTML = "<div class='validation-error-area'></div>";
      updateValidationArea(status.firstElementChild, text);
    };
    counting.hidden = false;
    fetch(button.dataset.address, {
      method: "post",
      body: entered(block(button)),
      headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
    })
      .then((answer) => {
        if (!answer.ok) {
          throw new Error("HTTP " + answer.status);
        }
        return answer.text();
      })
      .then(show)
      .catch((failure) => {
        // Nothing shown would read as if nothing went.
        status.textContent = failure.message;
      })
      .then(() => {
        counting.hidden = true;
      });
  };
  Behaviour.specify(".artifact-scopes-preview", "artifact-scopes-preview", 0, (button) => {
    button.onclick = () => preview(button);
  });
})();
