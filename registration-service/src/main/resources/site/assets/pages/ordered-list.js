// A list whose order is changed by dragging the grip, by its buttons, or on the grip by keyboard: space takes hold, arrows
// move, space lets go, escape puts it back (WCAG 2.2, 2.1.1 and 2.5.7).
import { html, useLayoutEffect, useRef, useState } from '../lib/preact.js';
import { t } from '../kit/i18n.js';
import { keyOf } from '../catalogue.js';
import { Icon } from '../parts.js';

const EDGE_PX = 90; // the bar to send covers the lower edge
const STEP_PX = 8;

function moved(list, from, to) {
  const next = list.slice();
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export function OrderedList({ list, names, faults, change, say, fixed, nameOf }) {
  const [held, setHeld] = useState(null); // {from, at, list} while something is held
  const focus = useRef(null);
  const rows = useRef(null);
  useLayoutEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus();
    focus.current = null;
  });

  const move = (from, to, focused) => {
    if (to < 0 || to >= list.length) return;
    change(moved(list, from, to));
    say(t('moved-said', { name: nameOf(list[from]), place: to + 1 }));
    focus.current = `${focused}-${to}`;
  };
  const remove = at => {
    say(t('removed-said', { name: nameOf(list[at]) }));
    change(list.filter((_, i) => i !== at));
    focus.current = list.length > 1 ? `place-${Math.min(at, list.length - 2)}` : 'search';
  };
  const onKey = at => event => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      setHeld(held ? null : { from: at, list });
      say(t(held ? 'let-go-said' : 'held-said', { name: nameOf(list[at]), place: at + 1 }));
    } else if (held && event.key === 'Escape') {
      change(held.list);
      focus.current = `grip-${held.from}`;
      setHeld(null);
      say(t('put-back-said', { place: held.from + 1 }));
    } else if (held && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(at, at + (event.key === 'ArrowUp' ? -1 : 1), 'grip');
    }
  };

  /** Follows a finger or mouse: the row goes where the middle of another row is passed; at an edge the screen moves on. */
  const onPointerDown = at => event => {
    if (event.button) return;
    event.preventDefault();
    let now = at;
    let current = list;
    let y = event.clientY;
    rows.current.children[at].classList.add('dragged');
    const follow = () => {
      const boxes = [...rows.current.children].map(row => row.getBoundingClientRect());
      const over = boxes.findIndex((box, i) => {
        const middle = box.top + box.height / 2;
        return i < now ? y <= middle : i > now && y >= middle && !(boxes[i + 1] && y >= boxes[i + 1].top + boxes[i + 1].height / 2);
      });
      if (over >= 0) {
        current = moved(current, now, over);
        now = over;
        change(current);
      }
    };
    const onMove = moving => {
      y = moving.clientY;
      follow();
    };
    const edge = setInterval(() => {
      const by = y < EDGE_PX ? -STEP_PX : y > innerHeight - EDGE_PX ? STEP_PX : 0;
      if (!by) return;
      scrollBy(0, by);
      follow();
    }, 16);
    const onUp = () => {
      clearInterval(edge);
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', onUp);
      [...rows.current.children].forEach(row => row.classList.remove('dragged'));
      if (now !== at) say(t('moved-said', { name: nameOf(list[at]), place: now + 1 }));
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerup', onUp);
    document.addEventListener('pointercancel', onUp);
  };

  return html`<ol class="plain-list ordered" ref=${rows}>${list.map((preference, i) => {
    const name = names[keyOf(preference)] ?? {};
    const wrong = faults.filter(fault => fault.at === i);
    const called = nameOf(preference);
    return html`<li key=${keyOf(preference) + (list.findIndex(p => keyOf(p) === keyOf(preference)) < i ? i : '')} id=${`place-${i}`} tabindex="-1"
        class=${`${wrong.length ? 'wrong' : ''} ${held && held.list[held.from] === preference ? 'dragged' : ''}`}>
      <span class="place number" aria-hidden="true">${i + 1}</span>
      <div class="what">
        <p class="programme"><span class="hidden-text">${t('place-n', { n: i + 1 })} </span>${called}</p>
        <p class="soft small">${name.institution ?? ''} <span class="code">${preference.institutionCode} · ${preference.programmeCode}</span></p>
        ${name.gone && html`<p class="fault">${t('gone')}</p>`}
        ${wrong.map(fault => html`<p class="fault" key=${fault.text}>${fault.text}</p>`)}
      </div>
      ${!fixed && html`<div class="moves">
        <button type="button" class="icon-button grip" id=${`grip-${i}`} aria-pressed=${held !== null && held.list[held.from] === preference}
          aria-label=${t('grip', { name: called })} onKeyDown=${onKey(i)} onPointerDown=${onPointerDown(i)}><${Icon} name="grip" /></button>
        <button type="button" class="icon-button" id=${`up-${i}`} disabled=${i === 0} aria-label=${t('up', { name: called })} onClick=${() => move(i, i - 1, 'up')}><${Icon} name="up" /></button>
        <button type="button" class="icon-button" id=${`down-${i}`} disabled=${i === list.length - 1} aria-label=${t('down', { name: called })} onClick=${() => move(i, i + 1, 'down')}><${Icon} name="down" /></button>
        <button type="button" class="icon-button" aria-label=${t('remove', { name: called })} onClick=${() => remove(i)}><${Icon} name="cross" /></button>
      </div>`}</li>`;
  })}</ol>`;
}
