import * as v from 'valibot';
import { type Path, pathText } from '../../settings/problems.ts';
import { type BackupFile, backupSchema } from './backup-schema.ts';

/** What can be wrong with a backup. `not-a-backup`: JSON, but of another kind; `other-version`: of a newer Chatside. */
const codes = [
  'not-json',
  'not-a-backup',
  'other-version',
  'missing',
  'unknown-key',
  'wrong-type',
  'not-one-of',
  'empty',
  'duplicate',
  'not-a-colour',
  'not-a-custom-field',
  'not-a-number',
  'not-a-time',
  'no-such-customer',
  'no-such-stage',
  'no-such-tag',
  'tag-of-another-group',
  'wrong',
] as const;
type BackupProblemCode = (typeof codes)[number];

export interface BackupProblem {
  /** From the root of the file: `customers[0].phones[0]`; `''` is the root. Never carries a value. */
  path: string;
  code: BackupProblemCode;
}

/** Reads a backup whole, or says everything that is wrong with it. */
export function readBackup(json: string): { file: BackupFile } | { problems: BackupProblem[] } {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    return { problems: [{ path: '', code: 'not-json' }] };
  }
  const head = v.safeParse(v.object({ format: v.literal('chatside-crm'), version: v.number() }), content);
  if (!head.success) return { problems: [{ path: '', code: 'not-a-backup' }] };
  if (head.output.version !== 1) return { problems: [{ path: 'version', code: 'other-version' }] };
  const result = v.safeParse(backupSchema, content);
  if (!result.success) return { problems: result.issues.map(problemOf) };
  const problems = brokenReferences(result.output);
  return problems.length > 0 ? { problems } : { file: result.output };
}

function problemOf(issue: v.BaseIssue<unknown>): BackupProblem {
  const path = (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)));
  return { path: pathText(path), code: codeOf(issue) };
}

function codeOf(issue: v.BaseIssue<unknown>): BackupProblemCode {
  const named = codes.find((code) => code === issue.message);
  if (named) return named;
  if (issue.kind === 'validation') return 'wrong';
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown-key';
  if (issue.received === 'undefined') return 'missing';
  return issue.type === 'picklist' || issue.type === 'literal' ? 'not-one-of' : 'wrong-type';
}

function brokenReferences({ catalogue, customers, timeline, writes }: BackupFile): BackupProblem[] {
  const problems: BackupProblem[] = [];
  const report = (path: Path, code: BackupProblemCode) => problems.push({ path: pathText(path), code });
  const tags = new Set(catalogue.groups.flatMap((group) => group.tags.map((tag) => tag.id)));
  const stages = new Set(catalogue.stages.map((stage) => stage.id));
  const ids = new Set<string>();
  const numbers = new Set<string>();
  for (const [place, customer] of customers.entries()) {
    const at = ['customers', place] as const;
    if (ids.has(customer.id)) report([...at, 'id'], 'duplicate');
    ids.add(customer.id);
    for (const [n, phone] of customer.phones.entries()) {
      if (numbers.has(phone)) report([...at, 'phones', n], 'duplicate');
      numbers.add(phone);
    }
    for (const [n, id] of customer.tagIds.entries()) {
      if (!tags.has(id)) report([...at, 'tagIds', n], 'no-such-tag');
    }
    if (customer.stage && !stages.has(customer.stage.stageId)) {
      report([...at, 'stage', 'stageId'], 'no-such-stage');
    }
  }
  for (const [place, event] of timeline.entries()) {
    if (!ids.has(event.customerId)) report(['timeline', place, 'customerId'], 'no-such-customer');
  }
  const keys = new Set<string>();
  for (const [place, write] of writes.entries()) {
    if (keys.has(write.key)) report(['writes', place, 'key'], 'duplicate');
    keys.add(write.key);
    if (!ids.has(write.customerId)) report(['writes', place, 'customerId'], 'no-such-customer');
  }
  return problems;
}
