package dev.nabla.kernel;

/** A matrix with any strides over an array: element (r, c) is values[offset + r·rowStride + c·columnStride]. */
record FloatMatrix(float[] values, int offset, int rowStride, int columnStride) implements FloatPacker {
  @Override
  public void pack(int row, int column, int rows, int columns, float[] to, int offset, int stride) {
    int from = this.offset + row * rowStride + column * columnStride;
    if (columnStride == 1) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(values, from + r * rowStride, to, offset + r * stride, columns);
      }
    } else if (rowStride == 1) {
      FloatPlainTranspose.tile(values, from, columnStride, to, offset, stride, rows, columns);
    } else {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          to[offset + r * stride + c] = values[from + r * rowStride + c * columnStride];
        }
      }
    }
  }

  @Override
  public boolean contiguousColumns() {
    return rowStride == 1 && columnStride != 1;
  }
}
