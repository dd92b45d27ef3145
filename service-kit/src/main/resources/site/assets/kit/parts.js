// What pages of several services are made of.
import { html, useEffect, useRef } from '../lib/preact.js';
import { language, t, titleOf } from './i18n.js';
import { Way } from './place.js';

const DRAWINGS = {
  check: 'M5 13l4 4L19 7',
  up: 'M12 19V5m-6 6 6-6 6 6',
  down: 'M12 5v14m-6-6 6 6 6-6',
  cross: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  form: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01',
  fee: 'M3 6h18v12H3zM3 10h18M7 15h4',
  bell: 'M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  warn: 'M12 4 2.5 20h19zM12 10v4m0 3h.01',
};

/** A drawing beside words that say the same. */
export function Icon({ name }) {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${DRAWINGS[name]} /></svg>`;
}

/**
 * The bar on top of every page.
 * @param to where the house's name leads
 * @param onLanguage called with the other language
 * @param onLeave called to sign out; none for who is not in
 */
export function Bar({ to, name = 'Báo Danh', onLanguage, onLeave }) {
  const other = language() === 'vi' ? 'en' : 'vi';
  return html`<header class="bar"><div class="bar-in">
    <${Way} to=${to} class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M7 4h14l4 4v20H7z" fill="#fff" />
      <path d="M11 17l4 4 7-9" fill="none" stroke="#0b5d5e" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" /></svg>${name}<//>
    <div class="bar-end">
      <button type="button" lang=${other} onClick=${() => onLanguage(other)}>${other === 'en' ? 'English' : 'Tiếng Việt'}</button>
      ${onLeave && html`<button type="button" onClick=${onLeave}>${t('sign-out')}</button>`}
    </div></div></header>`;
}

export function Note({ kind = 'info', title, children, ...more }) {
  return html`<section class=${`note ${kind}`} ...${more}>
    ${title && html`<h2>${title}</h2>`}${children}
  </section>`;
}

const SIGNS = { good: '✓', wait: '…', bad: '!', none: '–' };

export function Tag({ kind, children }) {
  return html`<span class=${`tag ${kind}`}><span aria-hidden="true">${SIGNS[kind]}</span>${children}</span>`;
}

/** Something is being loaded; said once to who cannot see it. */
export function Bones({ lines = 3 }) {
  return html`<div role="status" class="card">
    <span class="hidden-text">${t('loading')}</span>
    ${Array.from({ length: lines }, (_, i) => html`<div class=${`bone ${i === 0 ? 'tall' : ''}`} key=${i} />`)}
  </div>`;
}

/** Why something could not be shown, and what to do. */
export function Failed({ status, problem, reload }) {
  const busy = status === 503 || status === 429 || status === 0;
  return html`<${Note} kind=${busy ? 'wait' : 'bad'} title=${t(status === 0 ? 'failed-offline' : busy ? 'failed-busy' : 'failed')} role="alert">
    <p>${problem?.title ? titleOf(problem) : t(status === 0 ? 'failed-offline-text' : 'failed-text')}</p>
    ${busy && html`<p>${t('failed-safe')}</p>`}
    ${reload && html`<button type="button" class="button second" onClick=${reload}>${t('again')}</button>`}
  <//>`;
}

/**
 * All faults at the top of a form, each leading to its field; takes the focus when it comes.
 * @param faults [{field, text}]
 */
export function FaultSummary({ faults, round }) {
  const box = useRef();
  useEffect(() => { if (faults.length) box.current.focus(); }, [round]);
  if (!faults.length) return null;
  const lead = field => event => {
    event.preventDefault();
    const target = document.getElementById(field);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  };
  return html`<section class="note bad" id="faults" role="alert" tabindex="-1" ref=${box} aria-labelledby="fault-summary">
    <h2 id="fault-summary">${t('faults', { n: faults.length })}</h2>
    <ul>${faults.map(fault => html`<li key=${fault.field + fault.text}>
      ${fault.field ? html`<a href=${`#${fault.field}`} onClick=${lead(fault.field)}>${fault.text}</a>` : fault.text}</li>`)}</ul>
  </section>`;
}

/** Label, hint, fault and control, tied together for whoever cannot see them side by side. */
export function Field({ id, label, hint, fault, optional, children }) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return html`<div class=${`field ${fault ? 'wrong' : ''}`}>
    <label for=${id}>${label}${optional ? html` <span class="soft">${t('optional')}</span>` : ''}</label>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${fault && html`<p class="fault" id=${`${id}-fault`}>${fault}</p>`}
    ${children({ id, 'aria-describedby': described, 'aria-invalid': fault ? 'true' : undefined })}
  </div>`;
}

/** The page's name; takes the focus when one comes to the page, so that it is read aloud. */
export function Title({ children }) {
  const title = useRef();
  useEffect(() => {
    document.title = `${title.current.textContent} – Báo Danh`;
    if (Title.arrived) title.current.focus();
    Title.arrived = true;
  }, []);
  return html`<h1 tabindex="-1" ref=${title}>${children}</h1>`;
}

/** A question that must be answered before anything else. */
export function Dialog({ title, children, onClose }) {
  const dialog = useRef();
  useEffect(() => {
    const opener = document.activeElement;
    const box = dialog.current;
    box.showModal();
    return () => {
      box.close(); // nothing outside takes the focus before
      opener?.focus?.();
    };
  }, []);
  return html`<dialog ref=${dialog} aria-labelledby="dialog-title" onClose=${onClose} onCancel=${onClose}>
    <h2 id="dialog-title">${title}</h2>${children}
  </dialog>`;
}

