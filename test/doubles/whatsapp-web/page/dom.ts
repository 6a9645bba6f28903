type Attribute = string | number | boolean | null | undefined;
type Child = Node | string | null | false;

/** An element. Attributes that are null, undefined or false are left out; `true` is the empty string. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Attribute>,
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children.flat()) if (child !== null && child !== false) element.append(child);
  return element;
}

/** An element from our own markup (icons): never from data. */
export function fromMarkup(markup: string): Element {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const element = template.content.firstElementChild;
  if (element === null) throw new Error('The markup holds no element.');
  return element;
}
