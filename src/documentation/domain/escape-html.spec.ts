import fc from 'fast-check';
import { cleanText, cutText, escapeHtml, plainText, safeUrl } from './escape-html';

describe('escapeHtml', () => {
  it.each([
    ['markup', '<script>alert("1")</script>', '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'],
    ['what would end an attribute', `' onload="x" \``, '&#39; onload=&quot;x&quot; &#96;'],
    ['an ampersand once', 'Kub & Söhne &amp;', 'Kub &amp; Söhne &amp;amp;'],
    ['other alphabets as they are', 'Бухгалтерия 会計 📦', 'Бухгалтерия 会計 📦'],
    ['half a character', 'a\uD83Db\uDC00c', 'a\uFFFDb\uFFFDc'],
    ['control characters', 'a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['marks that turn the direction of text', 'invoice\u202Efdp.exe\u2066', 'invoicefdp.exe'],
    ['lines as spaces', ' a\r\n\tb\u2028c ', 'a b c'],
    ['a data address as text', 'data:text/html;base64,PHM+', 'data:text/html;base64,PHM+'],
  ])('writes %s', (_name, text, html) => {
    expect(escapeHtml(text)).toBe(html);
  });

  it('never leaves a bracket, a quote or a lone surrogate, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 })), (text, units) => {
        const html = escapeHtml(text + String.fromCharCode(...units));
        expect(html).not.toMatch(/[<>"'`]/);
        expect(html).not.toMatch(/\p{Surrogate}/u);
        expect(html.replace(/&(amp|lt|gt|quot|#39|#96);/g, '')).not.toContain('&');
      }),
    );
  });
});

describe('plainText', () => {
  it('has no brackets and at most 255 characters', () => {
    expect(plainText(' <b>Kub</b> ')).toBe('‹b›Kub‹/b›');
    expect(Array.from(plainText('📦'.repeat(300)))).toHaveLength(255);
    expect(plainText('x'.repeat(300))).toMatch(/x…$/);
  });
});

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['📦📦', 2, '📦📦'],
    ['📦📦📦', 2, '📦…'],
  ])('%s at %d', (text, characters, expected) => {
    expect(cutText(text, characters)).toBe(expected);
  });
});

describe('cleanText', () => {
  it('is the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

describe('safeUrl', () => {
  it.each([
    ['https://na.example.com/v4_6_release/ticket?id=1&x=2', true],
    ['http://127.0.0.1:3000/t', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['https://user:secret@example.com', false],
    ['https://example.com/"onclick=', false],
    ['//example.com', false],
    [null, false],
  ])('%s', (url, isSafe) => {
    expect(safeUrl(url)).toBe(isSafe ? url : null);
  });
});
