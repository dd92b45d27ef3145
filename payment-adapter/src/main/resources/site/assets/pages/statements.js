// What each institution is owed and why: read from the ledger, for a time.
import { html } from '../lib/preact.js';
import { t } from '../kit/i18n.js';
import { Title } from '../kit/parts.js';
import { place } from '../kit/place.js';
import { useStore } from '../kit/store.js';
import { Between, daysAgo, dong, Downloads, Loaded, useAnswer, Wide } from '../parts.js';

const MEMBERS = ['opening', 'collected', 'charge', 'refunds', 'corrections', 'paidOut', 'closing'];
const USUAL_DAYS = 30;

export default function Statements() {
  const at = useStore(place);
  const to = at.query.get('to') ?? daysAgo(0);
  const from = at.query.get('from') ?? daysAgo(USUAL_DAYS);
  const path = `/v1/payouts/statements?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
  const answer = useAnswer(path);
  return html`<${Title}>${t('statements')}<//><p class="soft">${t('statements-text')}</p>
    <${Between} key=${from + to} from=${from} to=${to} />
    <${Loaded} from=${answer} lines=${6}>${({ statements }) => (statements.length === 0 ? html`<p class="card">${t('no-statements')}</p>` : html`
      <section class="card"><div class="row-apart"><h2>${t('statements-by-institution', { n: statements.length })}</h2><${Downloads} path=${path} name=${`statements-${from}-${to}`} /></div>
        <${Wide} label=${t('statements')}><table><thead><tr><th>${t('institution')}</th>${MEMBERS.map(name => html`<th class="number" key=${name}>${t(`statement-${name}`)}</th>`)}</tr></thead>
          <tbody>${statements.map(one => html`<tr key=${one.institution}><th scope="row">${one.institution}</th>${MEMBERS.map(name => html`<td class="number" key=${name}>${name === 'closing' ? html`<strong>${dong(one[name])}</strong>` : dong(one[name])}</td>`)}</tr>`)}</tbody>
          <tfoot><tr><th scope="row">${t('total')}</th>${MEMBERS.map(name => html`<td class="number" key=${name}>${dong(statements.reduce((sum, one) => sum + one[name], 0))}</td>`)}</tr></tfoot></table><//>
        <p class="soft small">${t('in-dong')}</p></section>`)}<//>`;
}
