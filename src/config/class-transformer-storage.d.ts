/** The storage that class-transformer keeps @Type in; published without types at this path, and at no other for CommonJS. */
declare module 'class-transformer/cjs/storage' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage';
}
