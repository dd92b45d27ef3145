// Controls of the registration's form; each is tied to a member of the form by its pointer.
import { html, useEffect, useRef, useState } from '../lib/preact.js';
import { plainDay, t } from '../kit/i18n.js';
import { Field } from '../parts.js';

const idOf = pointer => pointer.slice(1).replaceAll('/', '-');
const label = pointer => t(`field-${idOf(pointer)}`);

function hintOf(pointer) {
  const key = `hint-${idOf(pointer)}`;
  const text = t(key);
  return text === key ? undefined : text;
}

export function Text({ pointer, value, set, faultOf, optional, type = 'text', ...more }) {
  return html`<${Field} id=${idOf(pointer)} label=${label(pointer)} hint=${hintOf(pointer)} fault=${faultOf(pointer)} optional=${optional}>
    ${field => html`<input type=${type} ...${field} ...${more} value=${value ?? ''} onInput=${event => set(event.target.value)} />
      ${type === 'date' && value && html`<p class="hint">${t('day-read', { day: plainDay(value) })}</p>`}`}<//>`;
}

/** @param groups more options, each group under its name: [[name, options]] */
export function Choose({ pointer, value, set, faultOf, optional, options, groups = [], empty = true }) {
  const list = some => some.map(([code, name]) => html`<option key=${code} value=${code} selected=${code === value}>${name}</option>`);
  return html`<${Field} id=${idOf(pointer)} label=${label(pointer)} hint=${hintOf(pointer)} fault=${faultOf(pointer)} optional=${optional}>
    ${field => html`<select ...${field} value=${value ?? ''} onChange=${event => set(event.target.value)}>
      ${empty && html`<option value="">${t('choose')}</option>`}
      ${list(options)}${groups.map(([name, some]) => html`<optgroup key=${name} label=${name}>${list(some)}</optgroup>`)}</select>`}<//>`;
}

export function Radios({ pointer, value, set, faultOf, options }) {
  const id = idOf(pointer);
  const fault = faultOf(pointer);
  const hint = hintOf(pointer);
  return html`<fieldset class=${fault ? 'wrong' : ''} aria-describedby=${[hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined}>
    <legend>${label(pointer)}</legend>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${fault && html`<p class="fault" id=${`${id}-fault`}>${fault}</p>`}
    ${options.map(([code, name], i) => html`<label class="choice" key=${code}>
      <input type="radio" id=${i === 0 ? id : `${id}-${code}`} name=${id} value=${code} checked=${code === value} onChange=${() => set(code)} /><span>${name}</span></label>`)}
  </fieldset>`;
}

/**
 * Typing finds entries; arrows and Enter choose one (WAI-ARIA combobox with a list).
 * @param find  text → [{value, name}], asked for as one types
 * @param shown what is chosen, in words
 */
export function Find({ pointer, shown, set, find, faultOf, optional }) {
  const id = idOf(pointer);
  const [typed, setTyped] = useState(null);
  const [found, setFound] = useState([]);
  const [at, setAt] = useState(-1);
  const [told, setTold] = useState('');
  const timer = useRef();
  const last = useRef(''); // what was typed last: an answer to something else comes too late
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (text, some, words) => {
    if (last.current !== text) return;
    setFound(some);
    setTold(words);
  };
  const type = text => {
    last.current = text;
    setTyped(text);
    setAt(-1);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => find(text.trim()).then(
      some => show(text, some, some.length ? '' : t('found-nothing')), () => show(text, [], t('search-failed'))), 250);
  };
  const close = () => {
    last.current = '';
    setTyped(null);
    setFound([]);
    setTold('');
  };
  const pick = one => {
    set(one.value);
    close();
  };
  const onKey = event => {
    if (event.key === 'ArrowDown' && !found.length) type(typed ?? '');
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1) + (at < 0 && event.key === 'ArrowUp' ? 1 : 0)) % found.length);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      pick(found[at]);
    } else if (event.key === 'Escape') close();
  };
  return html`<${Field} id=${id} label=${label(pointer)} hint=${hintOf(pointer) ?? t('hint-find')} fault=${faultOf(pointer)} optional=${optional}>
    ${field => html`<div class="find"><input type="text" role="combobox" autocomplete="off" maxlength="100" ...${field}
        aria-expanded=${found.length > 0} aria-controls=${`${id}-found`} aria-autocomplete="list" aria-activedescendant=${at >= 0 ? `${id}-${at}` : undefined}
        value=${typed ?? shown ?? ''} onInput=${event => type(event.target.value)} onKeyDown=${onKey}
        onBlur=${() => setTimeout(close, 200)} />
      <ul id=${`${id}-found`} role="listbox" aria-label=${label(pointer)} class="plain-list options" hidden=${!found.length}>
        ${found.map((one, i) => html`<li key=${JSON.stringify(one.value)} id=${`${id}-${i}`} role="option" aria-selected=${i === at} onPointerDown=${event => { event.preventDefault(); pick(one); }}>${one.name}</li>`)}</ul>
      <p class="hint" role="status">${told}</p>
    </div>`}<//>`;
}
