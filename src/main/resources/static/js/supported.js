// @ts-check
// A classic script in words that every browser knows, before all others: a browser that lacks what they
// need is told so, and they leave its page as the server has rendered it.
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
