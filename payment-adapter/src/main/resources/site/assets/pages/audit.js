// For auditors: every request of staff, written before it was answered.
import { html } from '../lib/preact.js';
import { exact, t } from '../kit/i18n.js';
import { Note, Title } from '../kit/parts.js';
import { may } from '../adapter.js';
import { Downloads, Loaded, More, Person, usePages, Wide, word } from '../parts.js';

export default function Audit() {
  return html`<${Title}>${t('audit')}<//><p class="soft">${t('audit-text')}</p>${may('auditor') ? html`<${List} />` : html`<${Note} kind="bad" role="alert"><p>${t('only-auditor')}</p><//>`}`;
}

function List() {
  const pages = usePages('/v1/ledger/audit', 'entries');
  return html`<${Loaded} from=${pages} lines=${6}>${() => (pages.rows.length === 0 ? html`<p class="card">${t('no-audit')}</p>`
    : html`<${Wide} label=${t('audit')}><table class="card-table small"><thead><tr><th>${t('asked-at')}</th><th>${t('who')}</th><th>${t('roles')}</th><th>${t('what')}</th><th>${t('address')}</th><th>${t('request-id')}</th></tr></thead>
      <tbody>${pages.rows.map(one => html`<tr key=${one.id}><td>${exact(one.at)}</td><td><${Person} id=${one.actor} /></td><td>${one.roles.map(role => word('role', role)).join(', ')}</td><td>${word('action', one.action)}</td>
        <td class="code text">${one.object}${one.named && html`<br />${JSON.stringify(one.named)}`}</td><td class="code">${one.requestId}</td></tr>`)}</tbody></table><//><${More} pages=${pages} /><${Downloads} path=${pages.path} name="audit" />`)}<//>`;
}
