package dev.nabla.kernel;

/** The loops of {@link SelfGates} and of their gradients, (g, x) ↦ g·slope(x), in plain Java. */
final class FloatScalarGates {
  private FloatScalarGates() {}

  static void silu(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SelfGates.silu(x[xo + i]);
    }
  }

  static void gelu(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SelfGates.gelu(x[xo + i]);
    }
  }

  static void geluTanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SelfGates.geluTanh(x[xo + i]);
    }
  }

  static void mish(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SelfGates.mish(x[xo + i]);
    }
  }

  static void hardswish(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) SelfGates.hardswish(x[xo + i]);
    }
  }

  static void siluGradient(float[] g, int go, float[] x, int xo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = (float) (g[go + i] * SelfGates.siluSlope(x[xo + i]));
    }
  }

  static void geluGradient(float[] g, int go, float[] x, int xo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = (float) (g[go + i] * SelfGates.geluSlope(x[xo + i]));
    }
  }

  static void geluTanhGradient(float[] g, int go, float[] x, int xo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = (float) (g[go + i] * SelfGates.geluTanhSlope(x[xo + i]));
    }
  }

  static void mishGradient(float[] g, int go, float[] x, int xo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = (float) (g[go + i] * SelfGates.mishSlope(x[xo + i]));
    }
  }

  static void hardswishGradient(float[] g, int go, float[] x, int xo, float[] out, int oo, int n) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = (float) (g[go + i] * SelfGates.hardswishSlope(x[xo + i]));
    }
  }

  /** x where positive, else x times its weight. */
  static void rectified(float[] x, int xo, float[] weight, int wo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xo + i];
      y[yo + i] = v > 0 ? v : v * weight[wo + i];
    }
  }
}
