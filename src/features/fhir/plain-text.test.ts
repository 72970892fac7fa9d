import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  [
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Chest\n X-ray &amp; more</p><p>No <b>acute</b> disease.</p></div>',
    'Chest X-ray & more\nNo acute disease.',
  ],
  ['<table><tr><td>Na</td><td>140</td></tr><tr><td>K</td><td>4.1</td></tr></table>', 'Na 140\nK 4.1'],
  ['one<br/>two<!-- three --><style>p { color: red }</style>', 'one\ntwo'],
  ['&lt;5 &#181;g &#x2264; 3 &unknown; &#xD800; &#0;', '<5 µg ≤ 3 &unknown; &#xD800; &#0;'],
  ['', ''],
])('%s', (html, text) => {
  expect(plainText(html)).toBe(text);
});
