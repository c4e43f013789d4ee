import { X509Certificate } from 'node:crypto';
import { ScriptServer } from '../../test/support/script-server';
import { createSelfSigned } from '../../test/support/self-signed-certificate';
import { fetchServerCertificate } from './fetch-server-certificate';

it('shows a self-signed certificate before anything trusts it, and sends nothing', async () => {
  const own = createSelfSigned(['vspc.example'], ['127.0.0.1']);
  const server = await ScriptServer.start(own);
  const found = await fetchServerCertificate(server.url);
  await server.stop();
  const expected = new X509Certificate(own.cert);
  expect(found).toMatchObject({ fingerprint: expected.fingerprint256, subject: 'CN=vspc.example', isSelfSigned: true });
  expect(new X509Certificate(found.pem).fingerprint256).toBe(expected.fingerprint256);
  expect(found.validTo.getUTCFullYear()).toBe(2049);
  expect(server.seen).toEqual([]);
});

it('says what is wrong where there is none', async () => {
  const plain = await ScriptServer.start();
  const secured = plain.url.replace('http:', 'https:');
  await expect(fetchServerCertificate(plain.url)).rejects.toThrow('only https');
  await expect(fetchServerCertificate(secured)).rejects.toThrow('does not speak TLS');
  await plain.stop();
  await expect(fetchServerCertificate(secured)).rejects.toThrow('ECONNREFUSED');
});
