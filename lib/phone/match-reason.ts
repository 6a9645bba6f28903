/** Why a number as it is stored is taken for the one that was asked for. Only `same-number` is beyond doubt. */
export type MatchReason =
  | 'same-number'
  | 'other-reading'
  | 'national-digits'
  | 'brazil-ninth-digit'
  | 'mexico-one'
  | 'argentina-nine'
  | 'plan-changed'
  | 'trunk-zero'
  | 'among-words';
