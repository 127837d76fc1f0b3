// What a page can do with a script that it cannot without: copy a digest, and draw what its tables say.
(function () {
  'use strict';
  // A host may load this before the page is there.
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin);
  } else {
    begin();
  }

  function begin() {
    const SVG = 'http://www.w3.org/2000/svg';

    function draw(parent, name, attributes) {
      const element = document.createElementNS(SVG, name);
      Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
      return parent.appendChild(element);
    }

    const said = document.createElement('p');
    said.className = 'as-said';
    said.setAttribute('role', 'status');
    document.body.appendChild(said);
    let silence = 0;

    function say(text) {
      said.textContent = text;
      clearTimeout(silence);
      silence = setTimeout(() => { said.textContent = ''; }, 3000);
    }

    async function copy(button) {
      try {
        await navigator.clipboard.writeText(button.dataset.asCopy);
        button.classList.add('as-copied');
        setTimeout(() => button.classList.remove('as-copied'), 3000);
        say(button.dataset.asCopied);
      } catch (refused) {
        say(button.dataset.asCopy);
      }
    }

    // A clipboard is there only where the connection is safe; without one the button would do nothing.
    if (navigator.clipboard) {
      document.querySelectorAll('button[data-as-copy]').forEach((button) => {
        button.hidden = false;
        button.addEventListener('click', () => copy(button));
      });
    }

    // One bar a workflow: its own scope below, its jobs on top. The table below the chart says the same in words.
    document.querySelectorAll('figure.as-chart').forEach((figure) => {
      const rows = [...figure.parentElement.querySelectorAll('tr[data-as-own]')].reverse();
      const of = (row) => [Number(row.dataset.asOwn), Number(row.dataset.asJobs)];
      const most = Math.max(...rows.map((row) => of(row)[0] + of(row)[1]));
      if (rows.length < 2 || most === 0) {
        return;
      }
      const slots = Math.max(rows.length, 10);
      const svg = draw(figure, 'svg', {
        viewBox: '0 0 ' + slots * 20 + ' 100', preserveAspectRatio: 'none', role: 'img',
        'aria-label': figure.dataset.asLabel,
      });
      rows.forEach((row, index) => {
        const [own, jobs] = of(row).map((bytes) => bytes / most * 96);
        const bar = draw(svg, 'g', {});
        draw(bar, 'title', {}).textContent = row.dataset.asTitle;
        draw(bar, 'rect', { class: 'as-own', x: index * 20 + 3, width: 14, y: 99 - own, height: own });
        draw(bar, 'rect', { class: 'as-jobs', x: index * 20 + 3, width: 14, y: 99 - own - jobs, height: jobs });
      });
      draw(svg, 'path', { class: 'as-ground', d: 'M0 99.5H' + slots * 20 });
      figure.hidden = false;
    });

    // How much was kept when, one kind of scope on top of the other. Each row of the table below holds until the next newer one.
    document.querySelectorAll('figure.as-trend').forEach((figure) => {
      const kinds = ['as-own', 'as-jobs', 'as-project'];
      const of = (row) => [row.dataset.asOwn, row.dataset.asJobs, row.dataset.asProject].map(Number);
      const rows = [...figure.parentElement.querySelectorAll('tr[data-as-at]')].reverse();
      const at = rows.map((row) => Number(row.dataset.asAt));
      const most = Math.max(...rows.map((row) => of(row).reduce((sum, bytes) => sum + bytes, 0)));
      const span = at[at.length - 1] - at[0];
      if (rows.length < 2 || most === 0 || span <= 0) {
        return;
      }
      const svg = draw(figure, 'svg', {
        viewBox: '0 0 600 100', preserveAspectRatio: 'none', role: 'img',
        'aria-label': figure.dataset.asLabel,
      });
      const x = (index) => (at[index] - at[0]) / span * 600;
      const y = (row, kind) => 99 - of(row).slice(0, kind + 1).reduce((sum, bytes) => sum + bytes, 0) / most * 96;
      kinds.map((name, kind) => [name, kind]).reverse().forEach(([name, kind]) => {
        const steps = rows.map((row, index) => (index === 0 ? 'M0 99V' : 'H' + x(index) + 'V') + y(row, kind)).join('');
        draw(svg, 'path', { class: name, d: steps + 'H600V99Z' });
      });
      draw(svg, 'path', { class: 'as-ground', d: 'M0 99.5H600' });
      figure.hidden = false;
    });

    // A bar below each scope's name, as long as its size.
    document.querySelectorAll('table.as-usage').forEach((table) => {
      const rows = [...table.querySelectorAll('tr[data-as-bytes]')];
      const most = Math.max(1, ...rows.map((row) => Number(row.dataset.asBytes)));
      rows.forEach((row) => {
        const svg = draw(row.firstElementChild, 'svg', {
          class: 'as-bar', viewBox: '0 0 100 1', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false',
        });
        draw(svg, 'rect', { width: Math.max(.4, Number(row.dataset.asBytes) / most * 100), height: 1, rx: .5 });
      });
    });
  }
})();
