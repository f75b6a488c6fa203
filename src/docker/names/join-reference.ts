/** Image and tag as one reference; a tag may be a digest, and the image may have one already. */
export function joinReference(image: string, tag: string): string {
  if (tag === '' || image === '') return image;
  return `${image}${tag.includes(':') ? '@' : ':'}${tag}`;
}
