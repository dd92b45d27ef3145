// On which days banks do not work: one says the list of a year, another decides.
import { html, useState } from '../lib/preact.js';
import { exact, language, plainDay, t } from '../kit/i18n.js';
import { Field, Note, Title } from '../kit/parts.js';
import { Way } from '../kit/place.js';
import { session } from '../kit/session.js';
import { may } from '../adapter.js';
import { Act, attempt, daysAgo, Downloads, Loaded, Person, refusal, say, State, useAnswer, Wide } from '../parts.js';

const PATH = '/v1/calendars';
const LINE = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)[\s:,;–-]+(.{1,100}?)\s*$/;
const MOST = 60;

export default function Calendar() {
  const answer = useAnswer(PATH);
  return html`<p><${Way} to="/finance">← ${t('back-to-days')}<//></p><${Title}>${t('calendar')}<//><p>${t('calendar-text')}</p>
    <${Loaded} from=${answer}>${({ calendars }) => html`<${Shown} calendars=${calendars} reload=${answer.reload} />`}<//>`;
}

function Shown({ calendars, reload }) {
  const open = calendars.filter(one => one.state === 'proposed');
  const inForce = calendars.filter(one => one.state === 'in-force').toSorted((a, b) => b.year - a.year);
  const before = calendars.filter(one => one.state === 'replaced' || one.state === 'rejected');
  const now = Number(daysAgo(0).slice(0, 4));
  const missing = [now, now + 1].filter(year => !inForce.some(one => one.year === year));
  return html`${missing.map(year => html`<${Note} key=${year} kind="wait"><p>${t(year === now ? 'calendar-missing-now' : 'calendar-missing-next', { year })}</p><//>`)}
    ${open.map(one => html`<${List} key=${one.number} one=${one}><${Decide} one=${one} reload=${reload} /><//>`)}
    ${may('finance') && html`<${Propose} calendars=${calendars} year=${missing[0] ?? now + 1} reload=${reload} />`}
    ${inForce.length === 0 ? html`<p class="card">${t('no-calendars')}</p>` : inForce.map(one => html`<${List} key=${one.number} one=${one} />`)}
    ${before.length > 0 && html`<h2>${t('calendars-before')}</h2>${before.map(one => html`<details class="card" key=${one.number}><summary>${t('calendar-of', { year: one.year })} · ${t(`calendar-state-${one.state}`)} · ${exact(one.proposedAt)}</summary><${Days} one=${one} /></details>`)}`}
    <${Downloads} path=${PATH} name="calendars" />`;
}

function List({ one, children }) {
  return html`<section class="card"><div class="row-apart"><h2>${t('calendar-of', { year: one.year })}</h2><${State} of="calendar" state=${one.state} /></div>
    <${Days} one=${one} />${children}</section>`;
}

function Days({ one }) {
  return html`<${Wide} label=${`${t('calendar-of', { year: one.year })}, ${t(`calendar-state-${one.state}`)}, ${one.number}`}><table><thead><tr><th>${t('day')}</th><th>${t('weekday')}</th><th>${t('holiday')}</th></tr></thead>
      <tbody>${one.days.map(({ day, name }) => html`<tr key=${day}><td class="day">${plainDay(day)}</td><td>${weekday(day)}</td><td class="text">${name}</td></tr>`)}</tbody></table><//>
    <p class="soft">${t('proposed-by')}: <${Person} id=${one.proposedBy} />, ${exact(one.proposedAt)}.${one.decidedBy && html` ${t('decided-by')}: <${Person} id=${one.decidedBy} />, ${exact(one.decidedAt)}.`}</p>`;
}

function weekday(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language() === 'en' ? 'en-GB' : 'vi-VN', { weekday: 'long', timeZone: 'UTC' });
}

function Decide({ one, reload }) {
  if (!may('finance-approver')) return html`<p class="soft">${t('waits-for-approver')}</p>`;
  if (one.proposedBy === session.get().person) return html`<p class="soft">${t('another-decides')}</p>`;
  const decide = approved => () => attempt('POST', `${PATH}/${one.number}/decision`, { body: { approved } });
  return html`<div class="actions">
    <${Act} label=${t('approve')} kind="" title=${t('calendar-approve-sure', { year: one.year })} send=${decide(true)} done=${() => { reload(); say(t('calendar-approved', { year: one.year })); }}><p>${t('calendar-approve-text')}</p><//>
    <${Act} label=${t('reject')} title=${t('calendar-reject-sure', { year: one.year })} isDanger send=${decide(false)} done=${() => { reload(); say(t('calendar-rejected')); }}><p>${t('calendar-reject-text')}</p><//></div>`;
}

/** Days and names as they are written, one a line; or on which line that cannot be read, or is of another year. */
function read(text, year) {
  const days = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const [, day, month, of, name] = LINE.exec(line) ?? [];
    const iso = name && `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const isDay = iso && new Date(`${iso}T00:00:00Z`).getUTCDate() === Number(day);
    if (!isDay || Number(of) !== year || days.some(one => one.day === iso)) return { fault: t('calendar-line-wrong', { n: i + 1, year }) };
    days.push({ day: iso, name });
  }
  return days.length > 0 && days.length <= MOST ? { days } : { fault: t('calendar-lines-missing', { most: MOST }) };
}

function written({ days }) {
  return days.map(({ day, name }) => `${plainDay(day)} ${name}`).join('\n');
}

function Propose({ calendars, year: first, reload }) {
  const of = year => ['proposed', 'in-force'].map(state => calendars.find(one => one.year === year && one.state === state)).find(Boolean);
  const [year, setYear] = useState(first);
  const [text, setText] = useState(of(first) ? written(of(first)) : '');
  const [fault, setFault] = useState('');
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const choose = event => {
    const chosen = Number(event.target.value);
    setYear(chosen);
    setText(of(chosen) ? written(of(chosen)) : '');
    setFault('');
    setTold('');
  };
  const send = async event => {
    event.preventDefault();
    const { days, fault } = read(text, year);
    setFault(fault ?? '');
    setTold('');
    if (fault) return document.getElementById('holidays').focus();
    setBusy(true);
    const answer = await attempt('POST', PATH, { body: { year, days } });
    setBusy(false);
    if (answer.status !== 200) return setTold(refusal(answer));
    reload();
    say(t('calendar-proposed', { year }));
  };
  const years = [...new Set([first - 1, first, first + 1])];
  return html`<details class="card"><summary>${t('propose-calendar')}</summary><form onSubmit=${send} novalidate><p>${t('propose-calendar-text')}</p>
    <${Field} id="year" label=${t('year')}>${common => html`<select class="short" value=${year} onChange=${choose} ...${common}>${years.map(one => html`<option key=${one} value=${one}>${one}</option>`)}</select>`}<//>
    <${Field} id="holidays" label=${t('holidays')} hint=${t('holidays-hint', { year })} fault=${fault}>${common => html`<textarea rows="12" value=${text} onInput=${event => setText(event.target.value)} ...${common}></textarea>`}<//>
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <button type="submit" class="button" disabled=${isBusy}>${t(isBusy ? 'working' : 'propose')}</button></form></details>`;
}
