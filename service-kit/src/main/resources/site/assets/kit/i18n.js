// Words in two languages, and how dates and money are written. Vietnamese is what holds where nothing is said.

const ZONE = 'Asia/Ho_Chi_Minh';
const LANGUAGES = ['vi', 'en'];
let lines = {};

export function language() {
  const kept = localStorage.getItem('language');
  return LANGUAGES.includes(kept) ? kept : 'vi';
}

export function setLanguage(wanted) {
  localStorage.setItem('language', wanted);
}

/** Takes the words of the language in use: a flat object, text by key. */
export function words(inUse) {
  lines = inUse;
  document.documentElement.lang = language();
}

/**
 * The text of a key, {name} replaced by the value of that name. Of one thing the text of the key with -one, where there is
 * one. A key without text shows itself.
 */
export function t(key, values = {}) {
  return ((values.n === 1 ? lines[`${key}-one`] : undefined) ?? lines[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** What a problem document or a message says, in the language in use. */
export function titleOf(problem) {
  return (language() === 'en' ? problem.titleEn : problem.title) ?? problem.title ?? '';
}

const cache = new Map();

function format(options) {
  const key = language() + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'vi-VN', { timeZone: ZONE, ...options }));
  return cache.get(key);
}

const part = (parts, type) => parts.find(p => p.type === type).value;

/** 14/07/2026 */
export function day(instant) {
  const parts = format({ day: '2-digit', month: '2-digit', year: 'numeric' }).formatToParts(new Date(instant));
  return `${part(parts, 'day')}/${part(parts, 'month')}/${part(parts, 'year')}`;
}

/** 17:00 */
export function clock(instant) {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
}

/** 16:59:59.871 14/07/2026: as exact as people need it to argue. */
export function exact(instant) {
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
  const thousandths = /\.(\d{3})/.exec(String(instant))?.[1];
  return `${seconds}${thousandths ? '.' + thousandths : ''} ${t('on-day', { day: day(instant) })}`.trim();
}

/** 17:00 14/07/2026 */
export function moment(instant) {
  return `${clock(instant)} ${t('on-day', { day: day(instant) })}`;
}

/** 1.045.000 in Vietnamese, 1,045,000 in English; with a minus, not a hyphen. */
export function number(amount) {
  return amount.toLocaleString(language() === 'en' ? 'en-GB' : 'vi-VN').replace('-', '−');
}

/** 45.000 đ in Vietnamese, 45,000 VND in English. */
export function money(dong) {
  return `${number(dong)}\u00a0${language() === 'en' ? 'VND' : 'đ'}`;
}

/** A day as people write it, 29/02/2008, from 2008-02-29. */
export function plainDay(iso) {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso ?? '') ? iso.split('-').reverse().join('/') : iso ?? '';
}
