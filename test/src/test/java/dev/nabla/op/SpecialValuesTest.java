package dev.nabla.op;

import static dev.nabla.autodiff.Autodiff.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla.tensor.DType;
import dev.nabla.tensor.Rng;
import dev.nabla.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Special functions against values of many digits, at their edges, and against one another. */
class SpecialValuesTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** A function, and how many units in the last place its values may be off; near zeros 1e-15 are allowed besides. */
  private record Function(Of of, double ulps) {}

  private interface Of {
    Tensor at(Tensor[] x);
  }

  private static final UnaryOperator<Tensor> LOG_NDTR = NormalIntegrals::logNdtr;

  private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
      Map.entry("ndtr", new Function(x -> NormalIntegrals.ndtr(x[0]), 4)),
      Map.entry("logNdtr", new Function(x -> NormalIntegrals.logNdtr(x[0]), 4)),
      Map.entry("logNdtr/x", new Function(x -> grad(LOG_NDTR).apply(x[0]), 4)),
      Map.entry("logNdtr/xx", new Function(x -> grad(grad(LOG_NDTR)).apply(x[0]), 32)),
      Map.entry("logNdtr/xxx", new Function(x -> grad(grad(grad(LOG_NDTR))).apply(x[0]), 512)),
      Map.entry("ndtri", new Function(x -> NormalIntegrals.ndtri(x[0]), 4)),
      Map.entry("i0", new Function(x -> Bessel.i0(x[0]), 4)),
      Map.entry("i1", new Function(x -> Bessel.i1(x[0]), 4)),
      Map.entry("i0e", new Function(x -> Bessel.i0e(x[0]), 4)),
      Map.entry("i1e", new Function(x -> Bessel.i1e(x[0]), 4)),
      Map.entry("zeta", new Function(x -> BetaAndZeta.zeta(x[0].item(), x[1]), 4)),
      Map.entry("betaln", new Function(x -> BetaAndZeta.betaln(x[0], x[1]), 4)),
      Map.entry("gammainc", new Function(x -> IncompleteGamma.gammainc(x[0], x[1]), 4)),
      Map.entry("gammaincc", new Function(x -> IncompleteGamma.gammaincc(x[0], x[1]), 4)),
      Map.entry("betainc", new Function(x -> IncompleteBeta.betainc(x[0], x[1], x[2]), 4)),
      Map.entry("gammaincinv", new Function(x -> IncompleteGamma.gammaincinv(x[0], x[1]), 4)),
      Map.entry("betaincinv", new Function(x -> IncompleteBeta.betaincinv(x[0], x[1], x[2]), 4)),
      Map.entry("gammainc/a", new Function(x -> grad(shape(x)).apply(x[0]), 16)),
      Map.entry("gammainc/aa", new Function(x -> grad(t -> grad(shape(x)).apply(t)).apply(x[0]), 256)),
      Map.entry("betainc/a", new Function(x -> grad(t -> IncompleteBeta.betainc(t, x[1], x[2])).apply(x[0]), 32)),
      Map.entry("betainc/b", new Function(x -> byB(x).apply(x[1]), 32)),
      Map.entry("betainc/ab", new Function(x -> grad(t -> byB(new Tensor[] {t, x[1], x[2]}).apply(x[1])).apply(x[0]),
          128)));

  private static UnaryOperator<Tensor> shape(Tensor[] x) {
    return t -> IncompleteGamma.gammainc(t, x[1]);
  }

  private static UnaryOperator<Tensor> byB(Tensor[] x) {
    return grad(t -> IncompleteBeta.betainc(x[0], t, x[2]))::apply;
  }

  private static List<String[]> rows() {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
        SpecialValuesTest.class.getResourceAsStream("special-values.txt"), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void valuesAreExactToTheirLastPlaces() {
    Set<String> seen = new HashSet<>();
    for (String[] row : rows()) {
      Function f = FUNCTIONS.get(row[0]);
      Tensor[] x = Arrays.stream(row, 1, row.length - 1).map(s -> Tensor.scalar(Double.parseDouble(s)))
          .toArray(Tensor[]::new);
      double expected = Double.parseDouble(row[row.length - 1]);
      double allowed = f.ulps * Math.ulp(expected) + (row[0].equals("betaln") ? 1e-15 : 0);
      assertEquals(expected, f.of.at(x).item(), allowed, String.join(" ", row));
      seen.add(row[0]);
    }
    assertEquals(FUNCTIONS.keySet(), seen);
  }

  /** Computed in double, rounded once: functions of several numbers, and those without loops of vectors. */
  @Test
  void float32IsFloat64Rounded() {
    Tensor a = Rng.of(1).uniform(0.1, 9, 400);
    Tensor x = Rng.of(2).uniform(0.1, 9, 400);
    Tensor u = Rng.of(3).rand(400);
    Tensor d = a.to(DType.FLOAT64);
    Tensor y = x.to(DType.FLOAT64);
    Tensor v = u.to(DType.FLOAT64);
    assertEquals(IncompleteGamma.gammainc(d, y).to(DType.FLOAT32), IncompleteGamma.gammainc(a, x));
    assertEquals(IncompleteBeta.betainc(d, y, v).to(DType.FLOAT32), IncompleteBeta.betainc(a, x, u));
    assertEquals(Bessel.i1e(y).to(DType.FLOAT32), Bessel.i1e(x));
    assertEquals(BetaAndZeta.betaln(d, y).to(DType.FLOAT32), BetaAndZeta.betaln(a, x));
  }

  @Test
  void edgesOfQuantiles() {
    Tensor p = Tensor.of(0, 1, -0.1, 1.1, NAN, 0.5, 0.5);
    Tensor a = Tensor.of(2, 2, 2, 2, 2, -1, INF);
    Tensor b = Tensor.of(3, 3, 3, 3, 3, 3, 3.0);
    assertEquals(Tensor.of(0, INF, NAN, NAN, NAN, NAN, NAN), IncompleteGamma.gammaincinv(a, p));
    assertEquals(Tensor.of(0, 1, NAN, NAN, NAN, NAN, NAN), IncompleteBeta.betaincinv(a, b, p));
    assertEquals(0, IncompleteGamma.gammaincinv(Tensor.scalar(1e-5), Tensor.scalar(0.5)).item()); // 2^-100000
    Tensor ends = Tensor.of(0.0, 1);
    Tensor two = Tensor.of(2.0, 2);
    assertEquals(Tensor.of(0.0, 0), grad(t -> IncompleteBeta.betaincinv(t, two, ends).sum()).apply(two).add(0));
    assertEquals(0, grad(t -> IncompleteGamma.gammaincinv(t, ends.select(0, 0))).apply(Tensor.scalar(2.0)).item());
    assertEquals(INF, grad(t -> IncompleteGamma.gammaincinv(two, t).sum()).apply(ends).select(0, 0).item());
  }

  /** I(a, 2, x) = xᵃ(1 + a(1 - x)), I(a, 1, x) = xᵃ, and for small x P(a, x) = xᵃ/Γ(a + 1). */
  @Test
  void smallAndLargeShapes() {
    Tensor x = Tensor.of(1e-9, 0.02, 0.1, 0.3);
    for (double a : new double[] {1e-20, 1e-12, 1e-7, 1e-3, 0.3}) {
      Tensor expected = x.pow(a).mul(x.neg().add(1).mul(a).add(1));
      assertTrue(expected.allClose(IncompleteBeta.betainc(Tensor.scalar(a), Tensor.scalar(2.0), x), 1e-14, 0), "" + a);
    }
    assertEquals(0, IncompleteGamma.gammaincinv(Tensor.scalar(1e-5), Tensor.scalar(1e-20)).item());
    assertEquals(0, IncompleteBeta.betaincinv(Tensor.scalar(1e-5), Tensor.scalar(7.0), Tensor.scalar(1e-20)).item());
    assertEquals(1, IncompleteBeta.betaincinv(Tensor.scalar(5e-4), Tensor.scalar(1e-5), Tensor.scalar(0.3)).item());
    Tensor shapes = Tensor.of(4e-4, 1e-3, 1e3, 1e5);
    Tensor p = Tensor.of(0.8, 0.6, 1e-200, 1e-300);
    Tensor quantiles = IncompleteBeta.betaincinv(shapes, Tensor.ones(4).to(DType.FLOAT64), p);
    assertTrue(p.log().div(shapes).exp().allClose(quantiles, 1e-11, 0), quantiles::toString); // errors of p, 2500 times
  }

  @Test
  void edgesOfTheNormalDistribution() {
    Tensor x = Tensor.of(-INF, INF, NAN, 0);
    assertEquals(Tensor.of(0, 1, NAN, 0.5), NormalIntegrals.ndtr(x));
    assertEquals(Tensor.of(-INF, 0, NAN, -Math.log(2)), NormalIntegrals.logNdtr(x).add(0));
    assertEquals(Tensor.of(-INF, INF, NAN, NAN, NAN, 0), NormalIntegrals.ndtri(Tensor.of(0, 1, -0.1, 1.1, NAN, 0.5)));
    Tensor far = Tensor.of(-1e3, -1e8, 40);
    assertTrue(Tensor.of(1e3 + 1e-3, 1e8, 0).allClose(grad(t -> NormalIntegrals.logNdtr(t).sum()).apply(far), 1e-8, 0));
  }

  @Test
  void edgesOfBesselFunctions() {
    Tensor x = Tensor.of(-INF, INF, NAN, 0, 800);
    assertEquals(Tensor.of(INF, INF, NAN, 1, INF), Bessel.i0(x));
    assertEquals(Tensor.of(-INF, INF, NAN, 0, INF), Bessel.i1(x));
    assertEquals(Tensor.of(0.0, 0, NAN, 1), Bessel.i0e(x.narrow(0, 0, 4)));
    assertEquals(0.5, grad(Bessel::i1).apply(Tensor.scalar(0.0)).item());
    assertEquals(0.5, grad(t -> grad(Bessel::i0).apply(t)).apply(Tensor.scalar(0.0)).item());
    assertEquals(0.375, third(Bessel::i1, 0.0), 1e-15);
    assertEquals(0, grad(Bessel::i0e).apply(Tensor.scalar(0.0)).item());
  }

  private static double third(UnaryOperator<Tensor> f, double x) {
    return grad(t -> grad(s -> grad(f::apply).apply(s)).apply(t)).apply(Tensor.scalar(x)).item();
  }

  @Test
  void edgesOfZetaAndBeta() {
    assertEquals(Math.PI * Math.PI / 6, BetaAndZeta.zeta(2, Tensor.scalar(1.0)).item(), 4e-16);
    assertEquals(Tensor.of(INF, INF, NAN, 0), BetaAndZeta.zeta(3, Tensor.of(0, -2, -0.5, INF)));
    assertEquals(Tensor.of(INF), BetaAndZeta.zeta(1, Tensor.of(2.0)));
    assertEquals(Tensor.of(NAN), BetaAndZeta.zeta(0.5, Tensor.of(2.0)));
    Tensor x = Tensor.of(0.3, 2.5, 40);
    for (int n = 1; n < 5; n++) {
      double factorial = n == 1 ? 1 : n == 2 ? -2 : n == 3 ? 6 : -24;
      assertTrue(SpecialFunctions.polygamma(n, x).allClose(BetaAndZeta.zeta(n + 1, x).mul(factorial), 1e-14, 0));
    }
    assertEquals(Tensor.of(INF, -INF), BetaAndZeta.betaln(Tensor.of(0, INF), Tensor.scalar(2.0)));
    Tensor a = Tensor.of(0.7, 2.5, 3);
    assertEquals(BetaAndZeta.betaln(a.get(0), a.get(1)).item(), BetaAndZeta.lbeta(a.narrow(0, 0, 2)).item(), 1e-15);
    assertTrue(BetaAndZeta.multigammaln(a.add(1), 2).allClose(SpecialFunctions.lgamma(a.add(1))
        .add(SpecialFunctions.lgamma(a.add(0.5))).add(0.5 * Math.log(Math.PI)), 1e-15, 1e-15));
    assertEquals("multigammaln: needs at least 1 dimension, got 0",
        assertThrows(IllegalArgumentException.class, () -> BetaAndZeta.multigammaln(a, 0)).getMessage());
  }

  @Test
  void edgesOfIncompleteFunctions() {
    Tensor a = Tensor.of(2, 2, -1, 2, 0, INF, NAN);
    Tensor x = Tensor.of(0, INF, 1, -1, 1, 1, 1);
    assertEquals(Tensor.of(0, 1, NAN, NAN, 1, 0, NAN), IncompleteGamma.gammainc(a, x));
    assertEquals(Tensor.of(1, 0, NAN, NAN, 0, 1, NAN), IncompleteGamma.gammaincc(a, x));
    Tensor one = Tensor.scalar(1.0);
    assertEquals(Tensor.of(INF, 1, 0),
        grad(t -> IncompleteGamma.gammainc(Tensor.of(0.5, 1, 2), t).sum()).apply(Tensor.of(0.0, 0, 0)));
    assertEquals(Tensor.of(0, 1, NAN, NAN, NAN),
        IncompleteBeta.betainc(Tensor.of(2, 2, 2, 2, -1), one, Tensor.of(0, 1, -0.1, 1.1, 0.5)));
    assertEquals(Tensor.of(INF, 2, 0),
        grad(t -> IncompleteBeta.betainc(Tensor.of(0.5, 1, 2), Tensor.scalar(2.0), t).sum())
            .apply(Tensor.of(0.0, 0, 0)));
  }

  /** P(previous number) ≤ p ≤ P(next number), up to the 4 ulp of P; of P and 1 − P the smaller one tells. */
  @Test
  void quantilesLieBetweenTheirNeighbours() {
    double[] a = Rng.of(7).rand(DType.FLOAT64, 2000).mul(20).sub(5).exp().toDoubles();
    double[] b = Rng.of(8).rand(DType.FLOAT64, 2000).mul(20).sub(5).exp().toDoubles();
    double[] p = Rng.of(9).rand(DType.FLOAT64, 2000).toDoubles();
    double[] tail = Rng.of(10).rand(DType.FLOAT64, 2000).mul(-200).exp().toDoubles();
    for (int i = 0; i < a.length; i++) {
      Tensor ai = Tensor.scalar(a[i]);
      Tensor bi = Tensor.scalar(b[i]);
      double pi = i % 2 == 0 ? p[i] : tail[i];
      boolean lower = pi <= 0.5;
      String at = a[i] + " " + b[i] + " " + pi;
      assertBetween(IncompleteGamma.gammaincinv(ai, Tensor.scalar(pi)).item(), lower ? pi : 1 - pi,
          x -> lower ? IncompleteGamma.gammainc(ai, x) : IncompleteGamma.gammaincc(ai, x), lower, at);
      if (lower) {
        assertBetween(IncompleteBeta.betaincinv(ai, bi, Tensor.scalar(pi)).item(), pi,
            x -> IncompleteBeta.betainc(ai, bi, x), true, at);
      }
    }
  }

  private static void assertBetween(double x, double share, UnaryOperator<Tensor> of, boolean rising, String at) {
    if (x < Double.MIN_NORMAL || x == 1) {
      return; // numbers are far apart there, or the quantile is
    }
    double before = of.apply(Tensor.scalar(rising ? Math.nextDown(x) : Math.nextUp(x))).item();
    double after = of.apply(Tensor.scalar(rising ? Math.nextUp(x) : Math.nextDown(x))).item();
    double allowed = 4 * Math.ulp(share);
    assertTrue(before - allowed <= share && share <= after + allowed, () -> at + " " + x + " " + before + " " + after);
  }

  /**
   * For a → 0 P tends to 1 - a·E₁(x), of which the first derivative is -E₁; for b → ∞ I(a, b, x) to P(a, bx);
   * for a, b → 0 I to b/(a + b).
   */
  @Test
  void derivativesHaveLimitsForSmallAndLargeShapes() {
    Tensor one = Tensor.scalar(1.0);
    Tensor half = Tensor.scalar(0.5);
    UnaryOperator<Tensor> gamma = grad(t -> IncompleteGamma.gammainc(t, one))::apply;
    UnaryOperator<Tensor> gamma2 = grad(t -> gamma.apply(t))::apply;
    for (double a : new double[] {1e-320, 1e-300, 1e-100}) {
      Tensor tiny = Tensor.scalar(a);
      assertEquals(-0.21938393439552029, gamma.apply(tiny).item(), 1e-15);
      assertEquals(gamma2.apply(Tensor.scalar(1e-17)).item(), gamma2.apply(tiny).item(), 1e-14);
      Tensor huge = Tensor.scalar(1e300);
      Tensor x = Tensor.scalar(1e-300);
      assertEquals(-0.21938393439552029, grad(t -> IncompleteBeta.betainc(t, huge, x)).apply(tiny).item(), 1e-15);
    }
    Tensor two = Tensor.scalar(2.0);
    UnaryOperator<Tensor> atTwo = grad(t -> grad(s -> IncompleteGamma.gammainc(s, two)).apply(t))::apply;
    assertEquals(atTwo.apply(Tensor.scalar(1e-3)).item(), atTwo.apply(Tensor.scalar(1e-300)).item(), 1e-3);
    Tensor tiny = Tensor.scalar(1e-300);
    assertEquals(-0.25e300, grad(t -> IncompleteBeta.betainc(t, tiny, half)).apply(tiny).item(), 1e285);
    assertEquals(0.25e300, grad(t -> IncompleteBeta.betainc(tiny, t, half)).apply(tiny).item(), 1e285);
    Tensor least = Tensor.scalar(1e-320);
    assertEquals(-INF, grad(t -> IncompleteBeta.betainc(t, least, half)).apply(least).item());
    Tensor most = Tensor.scalar(1.7e308);
    double density = Math.sqrt(1.7e308) * Math.sqrt(4 / Math.PI);
    assertEquals(density, grad(t -> IncompleteBeta.betainc(most, most, t)).apply(half).item(), density * 1e-15);
    double gammaDensity = 1 / (Math.sqrt(2 * Math.PI) * Math.sqrt(1.7e308));
    assertEquals(gammaDensity, grad(t -> IncompleteGamma.gammainc(most, t)).apply(most).item(), gammaDensity * 1e-15);
  }

  /**
   * At x = a → ∞ the second derivative by a is 1/(12 √2π) a^(-5/2), near a zero of which the condition is a²: errors
   * are beside the density over √a, which it is at a standard deviation from there.
   */
  @Test
  void secondDerivativesNearTheirZerosAreExactBesideTheirNeighbours() {
    for (double a : new double[] {1e3, 1e5, 1e9, 1e15}) {
      Tensor x = Tensor.scalar(a);
      double second = grad(t -> grad(s -> IncompleteGamma.gammainc(s, x)).apply(t)).apply(x).item();
      double expected = 1 / (12 * Math.sqrt(2 * Math.PI)) * Math.pow(a, -2.5);
      double beside = 1 / (Math.sqrt(2 * Math.PI) * a);
      assertEquals(expected, second, 8 * Math.ulp(beside) + 30 / a * expected, "" + a);
    }
  }

  /** P + Q = 1, P(1, x) = 1 − exp(−x), I(a, b, x) = 1 − I(b, a, 1 − x), I(a, 1, x) = xᵃ. */
  @Test
  void incompleteFunctionsObeyTheirIdentities() {
    Tensor a = Rng.of(4).rand(DType.FLOAT64, 500).mul(6).exp().mul(0.1);
    Tensor b = Rng.of(5).rand(DType.FLOAT64, 500).mul(6).exp().mul(0.1);
    Tensor x = Rng.of(6).rand(DType.FLOAT64, 500);
    Tensor z = x.mul(3).mul(a);
    Tensor one = Tensor.onesLike(a);
    assertTrue(one.allClose(IncompleteGamma.gammainc(a, z).add(IncompleteGamma.gammaincc(a, z)), 1e-14, 0));
    assertTrue(Exponentials.expm1(x.neg()).neg().allClose(IncompleteGamma.gammainc(one, x), 1e-15, 0));
    assertTrue(one.allClose(IncompleteBeta.betainc(a, b, x).add(IncompleteBeta.betainc(b, a, x.neg().add(1))), 1e-13,
        0));
    assertTrue(x.pow(a).allClose(IncompleteBeta.betainc(a, one, x), 1e-13, 1e-300));
  }

  @Test
  void aFactorOfZeroPrevails() {
    assertEquals(Tensor.of(0, -INF, 0, NAN, -INF), Entropies.entr(Tensor.of(0, -1, 1, NAN, INF)).add(0));
    assertEquals(Tensor.of(INF), grad(t -> Entropies.entr(t).sum()).apply(Tensor.of(0.0)));
    assertEquals(Tensor.of(0, 0, NAN, -INF), Entropies.xlog1py(Tensor.of(0, 0, 0, 1), Tensor.of(-1, -2, NAN, -1)));
    assertEquals(1e-20, Entropies.xlog1py(Tensor.scalar(1.0), Tensor.scalar(1e-20)).item());
    assertEquals(Tensor.of(0.0), grad(t -> Entropies.xlog1py(t, Tensor.scalar(-1.0)).sum()).apply(Tensor.of(0.0)));
    assertEquals(Tensor.of(0.0), grad(t -> Entropies.xlog1py(Tensor.scalar(0.0), t).sum()).apply(Tensor.of(-1.0)));
  }

  @Test
  void integersBecomeFloat32AndWiderTypesPrevail() {
    assertEquals(DType.FLOAT32, Bessel.i0(Tensor.of(1)).dtype());
    assertEquals(DType.FLOAT32, IncompleteGamma.gammainc(Tensor.of(1), Tensor.scalar(2L)).dtype());
    assertEquals(DType.FLOAT64, BetaAndZeta.betaln(Tensor.of(1f), Tensor.of(2.0)).dtype());
    assertEquals(DType.FLOAT32, IncompleteBeta.betainc(Tensor.of(1f), Tensor.scalar(2.0), Tensor.of(0.5f)).dtype());
  }
}
