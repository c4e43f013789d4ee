import { changeKey, incidentHash, noteMark, parseTicketMark, ticketMark } from './ticket-marks';

describe('marks', () => {
  it('are stable, short and without quotes', () => {
    expect(ticketMark('prod', 'main/vbr-job/1', 2)).toMatch(/^vspcb:prod:[0-9a-f]{16}:2$/);
    expect(noteMark('main/vbr-job/1', 2, 'note-1')).toMatch(/^\[vspcb:[0-9a-f]{8}\]$/);
    expect(noteMark('main/vbr-job/1', 2, 'note-1')).not.toBe(noteMark('main/vbr-job/1', 2, 'note-2'));
    expect(changeKey('main/vbr-job/1', 2, 'open')).toMatch(/^tickets\/[0-9a-f]{16}\/2\/open$/);
  });

  it('are read back for the installation that made them, and for no other', () => {
    const mark = ticketMark('prod', 'main/vbr-job/1', 12);
    expect(parseTicketMark('prod', mark)).toEqual({ incident: incidentHash('main/vbr-job/1'), generation: 12 });
    for (const other of [null, '', mark.slice(0, -2), `${mark}x`, mark.replace('prod', 'prod2'), mark.toUpperCase()])
      expect(parseTicketMark('prod', other)).toBeNull();
  });
});
