/** A question in GraphQL, as far as doubles need to read one: a query with variables, arguments and what it selects. */

interface Field {
  name: string;
  arguments: Record<string, unknown>;
  fields: Field[] | null;
}

/** What it selects; throws where it is no such question, or uses a variable that it does not declare or is not given. */
export function readQuestion(query: string, variables: Record<string, unknown>): Field[] {
  const tokens = query.match(/[{}()[\]:$!=]|"(?:[^"\\]|\\.)*"|[\w.+-]+/g) ?? [];
  const declared = new Set<string>();
  const take = (wanted?: string): string => {
    const token = tokens.shift();
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(`Parse error on ${token}`);
    return token;
  };
  const until = (end: string, each: () => void) => {
    while (tokens[0] !== end) each();
    take(end);
  };

  function value(): unknown {
    const token = take();
    if (token === '$') {
      const name = take();
      if (!declared.has(name)) throw new Error(`Variable $${name} is not declared`);
      return variables[name];
    }
    if (token.startsWith('"') || /^(-?\d+|true|false|null)$/.test(token)) return JSON.parse(token);
    return token;
  }

  function selection(): Field[] {
    const fields: Field[] = [];
    take('{');
    until('}', () => {
      const field: Field = { name: take(), arguments: {}, fields: null };
      if (tokens[0] === '(') {
        take('(');
        until(')', () => {
          const name = take();
          take(':');
          field.arguments[name] = value();
        });
      }
      if (tokens[0] === '{') field.fields = selection();
      fields.push(field);
    });
    return fields;
  }

  take('query');
  take();
  if (tokens[0] === '(') {
    take('(');
    until(')', () => {
      take('$');
      const name = take();
      declared.add(name);
      take(':');
      take();
      if (tokens[0] !== '!') return;
      take('!');
      if (variables[name] === undefined || variables[name] === null)
        throw new Error(`Variable $${name} was provided invalid value`);
    });
  }
  return selection();
}

/** The part of `value` that is selected. A function is a field with arguments. Throws for a field that is not there. */
export function selected(value: unknown, fields: Field[] | null): unknown {
  if (Array.isArray(value)) return value.map((one) => selected(one, fields));
  if (typeof value !== 'object' || value === null) {
    if (fields !== null && value !== null) throw new Error('Selections cannot be made on scalars');
    return value;
  }
  if (fields === null) throw new Error('Field must have selections');
  return Object.fromEntries(
    fields.map((field) => {
      if (!Object.hasOwn(value, field.name)) throw new Error(`Field '${field.name}' does not exist`);
      const found: unknown = (value as Record<string, unknown>)[field.name];
      return [
        field.name,
        selected(typeof found === 'function' ? found(field.arguments) : found, field.fields),
      ];
    }),
  );
}
