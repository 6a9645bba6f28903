import * as v from 'valibot';

/** Every message here is a {@link BackupProblem} code. */
export const text = v.pipe(
  v.string(),
  v.check((value) => value.trim() !== '', 'empty'),
);
const colour = v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'not-a-colour')));

const tag = v.strictObject({
  id: text,
  name: text,
  groupId: text,
  colour,
  readOnly: v.literal(false),
});

const group = v.pipe(
  v.strictObject({ id: text, name: text, colour, multiple: v.boolean(), tags: v.array(tag) }),
  v.check(({ id, tags }) => tags.every((one) => one.groupId === id), 'tag-of-another-group'),
);

const stage = v.strictObject({ id: text, name: text, order: v.pipe(v.number(), v.finite('wrong')) });

const field = v.strictObject({
  id: text,
  key: v.pipe(v.string(), v.regex(/^custom:./, 'not-a-custom-field')),
  name: text,
  type: v.picklist(['text', 'multiline', 'number', 'date', 'time', 'single', 'multi', 'cascade']),
  required: v.boolean(),
  options: v.pipe(
    v.array(v.strictObject({ value: text, label: text })),
    v.check((all) => allDiffer(all.map((one) => one.value)), 'duplicate'),
  ),
});

export const groupsSchema = v.pipe(
  v.array(group),
  v.check((all) => allDiffer(all.map((one) => one.id)), 'duplicate'),
  v.check((all) => allDiffer(all.flatMap((one) => one.tags.map((each) => each.id))), 'duplicate'),
);

export const stagesSchema = v.pipe(
  v.array(stage),
  v.check((all) => allDiffer(all.map((one) => one.id)), 'duplicate'),
);

export const fieldsSchema = v.pipe(
  v.array(field),
  v.check((all) => allDiffer(all.map((one) => one.key)), 'duplicate'),
  v.check((all) => allDiffer(all.map((one) => one.id)), 'duplicate'),
);

export function allDiffer(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}
