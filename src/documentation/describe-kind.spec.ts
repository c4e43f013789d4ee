import { describeKind } from './describe-kind';

it.each([
  ['a word that people use otherwise', 'BackupVm', 'VM backup'],
  ['a word that only needs its spaces', 'FileToTape', 'File to tape'],
  ['what a newer VSPC made up', 'QuantumVaultJob', 'Quantum vault'],
  ['what is said in words already', 'Server agent', 'Server agent'],
  ['nothing', '', 'Job'],
])('%s', (_sentence, vendorWord, kind) => {
  expect(describeKind(vendorWord)).toBe(kind);
});
