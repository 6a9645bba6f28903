import type { PanelProps } from '../panel.tsx';
import { OtherDrafts } from '../save/other-drafts.tsx';
import { StrandedWrites } from '../save/stranded-writes.tsx';
import { CompanyQuestions } from './company-questions.tsx';
import { DeviceTrouble } from './device-trouble.tsx';
import { HiddenNumber } from './hidden-number.tsx';

/** Why a number is hidden, and what waits for the agent's word, of whatever customer. */
export const FootNotices = (props: PanelProps) => (
  <>
    <HiddenNumber chat={props.view.chat} />
    <CompanyQuestions {...props} />
    <DeviceTrouble {...props} />
    <OtherDrafts {...props} />
    <StrandedWrites {...props} />
  </>
);
