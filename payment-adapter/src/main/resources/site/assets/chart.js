// Bars of days: what came in above the line, what went back below it, a sign where something is not settled.
import { html } from './lib/preact.js';
import { language, money, plainDay, t } from './kit/i18n.js';

const WIDTH = 960;
const HEIGHT = 250;
const LEFT = 64;
const RIGHT = 24;
const TOP = 26;
const BOTTOM = 30;
const MOST_LABELS = 16;
const LEAST_BELOW = .06;

/**
 * A table beside it says the same to who cannot see it.
 * @param days the oldest first, each {day, payments, refunds, unresolved}
 */
export function DayChart({ days, label }) {
  const scale = scaleOf(days);
  const wide = (WIDTH - LEFT - RIGHT) / days.length;
  const every = Math.ceil(days.length / MOST_LABELS);
  return html`<svg class="chart" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
    ${scale.ticks.map(tick => html`<g key=${tick}><line class=${tick === 0 ? 'axis' : 'tick'} x1=${LEFT} x2=${WIDTH - RIGHT} y1=${scale.y(tick)} y2=${scale.y(tick)} />
      <text class="tick-text" x=${LEFT - 8} y=${scale.y(tick) + 4} text-anchor="end">${short(Math.abs(tick))}</text></g>`)}
    ${days.map((one, i) => html`<${Bar} key=${one.day} one=${one} x=${LEFT + i * wide} wide=${wide} scale=${scale} isNamed=${i % every === 0} />`)}
  </svg>`;
}

function Bar({ one, x, wide, scale, isNamed }) {
  const zero = scale.y(0);
  const top = scale.y(one.payments);
  const gap = Math.min(6, wide * .2);
  return html`<g><title>${plainDay(one.day)}: ${t('payments')} ${money(one.payments)}, ${t('refunds-of-day')} ${money(one.refunds)}, ${t('unresolved')} ${one.unresolved}</title>
    <rect class="hit" x=${x} y=${TOP} width=${wide} height=${HEIGHT - TOP - BOTTOM} />
    ${one.payments > 0 && html`<rect class=${`in ${one.closedAt ? '' : 'still-open'}`} x=${x + gap} y=${top} width=${wide - 2 * gap} height=${Math.max(1, zero - top)} rx="2" />`}
    ${one.refunds > 0 && html`<rect class="out" x=${x + gap} y=${zero} width=${wide - 2 * gap} height=${Math.max(2, scale.y(-one.refunds) - zero)} rx="2" />`}
    ${one.unresolved > 0 && html`<text class="alert" x=${x + wide / 2} y=${Math.max(TOP - 8, top - 8)} text-anchor="middle">!</text>`}
    ${isNamed && html`<text class="tick-text" x=${x + wide / 2} y=${HEIGHT - 8} text-anchor="middle">${plainDay(one.day).slice(0, 5)}</text>`}</g>`;
}

/** Where amounts are; the steps of its lines are 1, 2 or 5 times a power of ten. */
function scaleOf(days) {
  const most = Math.max(1, ...days.map(one => one.payments));
  const least = Math.max(0, ...days.map(one => one.refunds));
  const rough = (most + least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find(times => times * power >= rough) ?? 10);
  const high = Math.ceil(most / step) * step;
  const low = Math.max(least, high * LEAST_BELOW);
  const y = amount => TOP + (high - amount) / (high + low) * (HEIGHT - TOP - BOTTOM);
  const ticks = [];
  for (let at = -Math.floor(least / step) * step; at <= high; at += step) ticks.push(at);
  return { y, ticks };
}

function short(amount) {
  return new Intl.NumberFormat(language() === 'en' ? 'en-GB' : 'vi-VN', { notation: 'compact', maximumFractionDigits: 1 }).format(amount);
}
