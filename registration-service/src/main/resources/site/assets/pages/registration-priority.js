// Part 4: priority.
import { html } from '../lib/preact.js';
import { t } from '../kit/i18n.js';
import { Choose, Radios } from './controls.js';

export function Priority({ form, set, faultOf, rules }) {
  return html`
    <${Radios} pointer="/priorityArea" value=${form.priorityArea} set=${priorityArea => set({ priorityArea })} faultOf=${faultOf}
      options=${['KV1', 'KV2-NT', 'KV2', 'KV3'].map(code => [code, t(`area-${code}`)])} />
    <${Choose} pointer="/priorityGroup" value=${form.priorityGroup} set=${priorityGroup => set({ priorityGroup: priorityGroup || undefined })} faultOf=${faultOf} optional
      options=${rules.priorityGroups.map(code => [code, t('group-n', { code })])} />`;
}
