// The whole form to read; beside another one, only what differs.
import { html } from '../lib/preact.js';
import { plainDay, t } from '../kit/i18n.js';
import { PARTS, partOf } from '../filing/form.js';

/** Pointer and text of everything filled in. */
export function linesOf(form, at = '') {
  return Object.entries(form).flatMap(([name, value]) => {
    const pointer = `${at}/${name}`;
    if (Array.isArray(value)) {
      return [[pointer, value.map(one => typeof one === 'object' ? Object.values(one).join(' ') : one).join(', ')]];
    }
    if (name.startsWith('grade')) return [[pointer, `${value.departmentCode}-${value.schoolCode}`]];
    return typeof value === 'object' && value !== null ? linesOf(value, pointer) : [[pointer, shown(pointer, value)]];
  });
}

function shown(pointer, value) {
  const key = { '/sex': value, '/candidateKind': `kind-${value}`, '/purpose': `purpose-${value}`, '/programme': value, '/identity/kind': value }[pointer];
  if (key) return t(key);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return plainDay(String(value));
}

export function Summary({ form, mend, than }) {
  const other = than ? Object.fromEntries(linesOf(than)) : {};
  const lines = linesOf(form).filter(([pointer, text]) => !than || other[pointer] !== text);
  const list = some => html`<dl class="lines">${some.map(([pointer, text]) => html`<div key=${pointer}><dt>${t(`field-${pointer.slice(1).replaceAll('/', '-')}`)}</dt>
    <dd>${text}${than && other[pointer] !== undefined ? html` <span class="soft">(${t('here-it-says', { text: other[pointer] })})</span>` : ''}</dd></div>`)}</dl>`;
  if (than) return lines.length ? list(lines) : html`<p>${t('no-difference')}</p>`;
  return PARTS.slice(0, -1).map((part, i) => html`<section key=${part} class="part"><div class="row-apart"><h3>${t(`part-${part}`)}</h3>
      ${mend && html`<button type="button" class="link-button" onClick=${() => mend(i)}>${t('mend')}<span class="hidden-text">: ${t(`part-${part}`)}</span></button>`}</div>
    ${list(lines.filter(([pointer]) => partOf(pointer) === i))}</section>`);
}
