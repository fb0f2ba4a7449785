// @ts-check
// A classic script in syntax that every browser knows; it runs before all modules. If the browser lacks
// a feature that they need, the page says so, and they leave it as the server has rendered it.
(function () {
  var root = document.documentElement;
  var own = document.currentScript;
  var sentence = own ? own.getAttribute('data-sentence') : '';
  var modern = 'noModule' in HTMLScriptElement.prototype && 'popover' in HTMLElement.prototype && 'Highlight' in window
    && typeof AbortSignal === 'function' && 'any' in AbortSignal;
  if (modern) {
    root.classList.add('js');
    return;
  }
  root.setAttribute('data-too-old', '');
  document.addEventListener('DOMContentLoaded', function () {
    var live = document.getElementById('apps') || document.getElementById('run-page');
    if (!live || !live.parentNode) return;
    var place = document.querySelector('.bars') || live.parentNode;
    var bar = document.createElement('p');
    bar.className = 'bar problem';
    bar.setAttribute('role', 'alert');
    bar.textContent = sentence;
    place.insertBefore(bar, place.firstChild);
  });
})();
