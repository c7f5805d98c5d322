import { describe, expect, it } from 'vitest';
import { sayTime } from '../../src/console/language/language.ts';
import { toNotices } from '../../src/console/notice.ts';

const now = new Date('2026-11-24T10:30:00+07:00');
const since = '2026-11-24T10:21:00+07:00';
const at = (language: 'vi' | 'en') => sayTime(language, new Date(since), now);

describe('notices', () => {
  it('name each silent source once, with the time, in either language', () => {
    const sources = [
      { name: 'dan-cu', status: 'down', since },
      { name: 'dan-cu', status: 'down', since },
      { name: 'duong-bo', status: 'timeout' },
      { name: 'dang-ky-xe', status: 'ok' },
    ];
    expect(toNotices({ extensions: { sources } }, 'vi', now)).toEqual([
      `Nguồn dan-cu không trả lời từ ${at('vi')}.`,
      'Nguồn duong-bo trả lời quá chậm.',
    ]);
    expect(toNotices({ extensions: { sources } }, 'en', now)).toEqual([
      `Source dan-cu has not answered since ${at('en')}.`,
      'Source duong-bo answers too slowly.',
    ]);
  });

  it('tell the remedy of an error, and stay silent about errors without one', () => {
    const errors = [
      {
        message: 'Khóa đã hết hạn',
        extensions: {
          messageEn: 'The key has expired',
          remedy: 'Xin khóa mới.',
          remedyEn: 'Ask for a new key.',
        },
      },
      { message: 'no remedy' },
    ];
    expect(toNotices({ errors }, 'vi')).toEqual(['Khóa đã hết hạn. Xin khóa mới.']);
    expect(toNotices({ errors }, 'en')).toEqual(['The key has expired. Ask for a new key.']);
  });

  it('are none for a whole answer', () => {
    expect(toNotices({ data: {}, extensions: { sources: [] } }, 'vi')).toEqual([]);
  });
});
