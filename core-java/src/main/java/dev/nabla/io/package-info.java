/**
 * Tensors and the parameters of networks in files: safetensors, which other frameworks read and write too. Files are
 * replaced whole or not at all, and read whole or not at all.
 */
package dev.nabla.io;
