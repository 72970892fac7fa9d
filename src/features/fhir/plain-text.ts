const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a piece of HTML says, a line for each of its blocks. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<(style|script|head|title)\b[^]*?<\/\1\s*>|<!--[^]*?-->/gi, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(br|\/?(p|div|h\d|li|tr|table|ul|ol|dl|dt|dd|pre|blockquote))\b[^>]*>/gi, '\n')
    .replaceAll(/<\/t[dh]\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#x?[\da-f]+|[a-z]+);/gi, characterOf)
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

function characterOf(entity: string, name: string): string {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? entity;
  const point = Number(name.replace(/^#(x?)/i, (_, hex: string) => (hex ? '0x' : '')));
  const isCharacter = point > 0 && point <= 0x10_ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : entity;
}
