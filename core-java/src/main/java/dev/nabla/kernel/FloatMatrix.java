package dev.nabla.kernel;

/** A matrix with any strides over an array: element (r, c) is values[offset + r·rowStride + c·columnStride]. */
record FloatMatrix(float[] values, int offset, int rowStride, int columnStride) implements FloatPacker {
  /** Rows up to this length are copied by a loop: the call of arraycopy would take longer. */
  private static final int SHORT = 16;

  FloatMatrix transposed() {
    return new FloatMatrix(values, offset, columnStride, rowStride);
  }

  @Override
  public void pack(int row, int column, int rows, int columns, float[] to, int offset, int stride) {
    int from = this.offset + row * rowStride + column * columnStride;
    if (columnStride == 1) {
      copyRows(from, rows, columns, to, offset, stride);
    } else if (rowStride == 1) {
      FloatPlainTranspose.chosen().tile(values, from, columnStride, to, offset, stride, rows, columns);
    } else {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          to[offset + r * stride + c] = values[from + r * rowStride + c * columnStride];
        }
      }
    }
  }

  private void copyRows(int from, int rows, int columns, float[] to, int offset, int stride) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * rowStride;
      int target = offset + r * stride;
      if (columns > SHORT) {
        System.arraycopy(values, source, to, target, columns);
      } else {
        for (int c = 0; c < columns; c++) {
          to[target + c] = values[source + c];
        }
      }
    }
  }
}
