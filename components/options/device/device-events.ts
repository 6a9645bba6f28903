import type { BackupProblem } from '../../../lib/crm/local/backup-problems.ts';
import type { Catalogue, FieldDefinition, Stage, TagGroup } from '../../../lib/crm/model.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { EditFailure } from '../lists/edit-failure.ts';

/** The catalogue of the customers on this device (own fields only), or why it could not be read. */
export type DeviceView = { catalogue: Catalogue } | { error: AppErrorData };

export type BackupReading =
  | { savedAt: string; customers: number; replaces: number }
  | { problems: BackupProblem[] }
  | { error: AppErrorData };

/** What the page asks of what lies on this device. Nothing here rejects. */
export interface DeviceEvents {
  /** Each edit is applied to the list as it lies on the disk. Resolves when the page shows it. */
  saveGroups(edit: (groups: TagGroup[]) => TagGroup[]): Promise<EditFailure>;
  saveStages(edit: (stages: Stage[]) => Stage[]): Promise<EditFailure>;
  saveFields(edit: (fields: FieldDefinition[]) => FieldDefinition[]): Promise<EditFailure>;
  /** How many customers have one of these tags or stages (ids) or fields (keys). */
  usage(kind: 'tags' | 'stage' | 'field', ids: readonly string[]): Promise<number | AppErrorData>;
  newId(): string;
  /** Hands all customers of this device to the user as one file. */
  backUp(): Promise<EditFailure>;
  /** What a file would do, before it does it. */
  readBackup(json: string): Promise<BackupReading>;
  /** Puts the file's customers in place of all that are here, or changes nothing. */
  restore(json: string): Promise<EditFailure>;
  /** Hands the record of what was done on this device to the user, as a table. */
  exportRecord(): Promise<EditFailure>;
  /** Drops links, drafts, the record and what was read of every customer. */
  forgetEverything(): Promise<EditFailure>;
}
