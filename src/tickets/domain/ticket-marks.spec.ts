import { changeKey, noteMark, ticketMark } from './ticket-marks';

describe('marks', () => {
  it('are stable, short and without quotes', () => {
    expect(ticketMark('prod', 'main/vbr-job/1', 2)).toMatch(/^vspcb:prod:[0-9a-f]{16}:2$/);
    expect(noteMark('main/vbr-job/1', 2, 'note-1')).toMatch(/^\[vspcb:[0-9a-f]{8}\]$/);
    expect(noteMark('main/vbr-job/1', 2, 'note-1')).not.toBe(noteMark('main/vbr-job/1', 2, 'note-2'));
    expect(changeKey('main/vbr-job/1', 2, 'open')).toMatch(/^tickets\/[0-9a-f]{16}\/2\/open$/);
  });
});
