import type { Agent } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { TextField } from '../form/controls.tsx';
import { ChoiceOf } from './choice-of.tsx';
import type { FieldProps } from './field-props.ts';
import type { ProviderFieldsProps } from './social-epoch-fields.tsx';

/** Who the agent is in the back end: chosen from the list that a test has read, or typed. */
export function AgentFields(
  props: Pick<ProviderFieldsProps, 'idPrefix' | 'values' | 'onValues' | 'isLocked'> & {
    agents: readonly Agent[];
    /** Of an agent in the list, beside the name. */
    mark: (agent: Agent) => string | undefined;
    text: FieldProps['text'];
    /** What the back end calls it. */
    words: { choose: string; id: string; idHint: string; nameHint: string };
  },
) {
  const { idPrefix, values, onValues, agents, mark, text, words } = props;
  return (
    <>
      {agents.length > 0 && !props.isLocked('agentId') && (
        <ChoiceOf
          id={`${idPrefix}-me`}
          label={t('options.me.choose')}
          hint={words.choose}
          none={t('options.me.nobody')}
          value={values.agentId}
          onValue={(agentId) =>
            onValues({ agentId, agentName: agents.find(({ id }) => id === agentId)?.name ?? '' })
          }
          choices={agents.map((agent) => {
            const beside = mark(agent);
            return {
              value: agent.id,
              label: beside === undefined ? agent.name : `${agent.name} · ${beside}`,
            };
          })}
        />
      )}
      <div class="pair">
        <TextField {...text('agentId')} label={words.id} hint={words.idHint} optional />
        <TextField {...text('agentName')} label={t('options.agentName')} hint={words.nameHint} optional />
      </div>
    </>
  );
}
