import { startArguments } from './start-arguments';

describe('startArguments', () => {
  it.each<[string, string[], Record<string, string>, boolean, string[]]>([
    ['a configuration is served', [], {}, true, ['serve']],
    ['a configuration is reconciled once', ['--once', '--json'], {}, true, ['reconcile', '--json']],
    ['without one there is the demo', [], {}, false, ['demo']],
    ['without one there is the demo, once', ['--once', '--no-color'], {}, false, ['demo', '--once', '--no-color']],
    ['a file named by the environment is meant', [], { BRIDGE_CONFIG: '/etc/b/config/b.yaml' }, false, ['serve']],
    ['an empty variable names no file', [], { BRIDGE_CONFIG: '' }, false, ['demo']],
    ['a file named on the line is meant', ['--config', 'x.yaml'], {}, false, ['serve', '--config', 'x.yaml']],
    ['also with an equals sign', ['--config=x.yaml', '--once'], {}, false, ['reconcile', '--config=x.yaml']],
  ])('%s', (_sentence, argv, env, exists, expected) => {
    expect(startArguments(argv, env, () => exists)).toEqual(expected);
  });
});
