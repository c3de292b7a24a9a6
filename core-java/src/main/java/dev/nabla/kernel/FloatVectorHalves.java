package dev.nabla.kernel;

import java.util.stream.LongStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatHalves} in vectors: neighbours are dealt out to two vectors by shuffles, and of the bins h - k those that
 * belong to a vector of bins k stand in it in reverse order.
 */
final class FloatVectorHalves extends FloatHalves {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(SPECIES, lane -> 2 * lane % LANES);
  private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(SPECIES, lane -> (2 * lane + 1) % LANES);
  private static final VectorShuffle<Float> LOWER = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
  private static final VectorShuffle<Float> UPPER = VectorShuffle.fromOp(SPECIES, lane -> (LANES + lane) / 2);
  private static final VectorShuffle<Float> REVERSE = VectorShuffle.fromOp(SPECIES, lane -> LANES - 1 - lane);

  private static final VectorMask<Float> BEHIND =
      VectorMask.fromLong(SPECIES, LongStream.range(LANES / 2, LANES).map(lane -> 1L << lane).sum());

  private static final VectorMask<Float> AT_ODD =
      VectorMask.fromLong(SPECIES, LongStream.range(0, LANES / 2).map(lane -> 2L << 2 * lane).sum());

  @Override
  void split(float[] x, int xo, float[] re, float[] im, int h) {
    int i = 0;
    for (; i <= h - LANES; i += LANES) {
      FloatVector a = load(x, xo + 2 * i);
      FloatVector b = load(x, xo + 2 * i + LANES);
      a.rearrange(EVEN).blend(b.rearrange(EVEN), BEHIND).intoArray(re, i);
      a.rearrange(ODD).blend(b.rearrange(ODD), BEHIND).intoArray(im, i);
    }
    splitFrom(i, x, xo, re, im, h);
  }

  @Override
  void join(float[] re, float[] im, float[] y, int yo, int h) {
    int i = 0;
    for (; i <= h - LANES; i += LANES) {
      FloatVector a = load(re, i);
      FloatVector b = load(im, i);
      a.rearrange(LOWER).blend(b.rearrange(LOWER), AT_ODD).intoArray(y, yo + 2 * i);
      a.rearrange(UPPER).blend(b.rearrange(UPPER), AT_ODD).intoArray(y, yo + 2 * i + LANES);
    }
    joinFrom(i, re, im, y, yo, h);
  }

  @Override
  void takeApart(float[] re, float[] im, int h, float[] wr, float[] wi, float scale) {
    int k = 1;
    for (; k + LANES <= (h + 1) / 2; k += LANES) {
      int b = h - k - LANES + 1;
      FloatVector ar = load(re, k);
      FloatVector ai = load(im, k);
      FloatVector br = load(re, b).rearrange(REVERSE);
      FloatVector bi = load(im, b).rearrange(REVERSE);
      FloatVector evenRe = ar.add(br);
      FloatVector evenIm = ai.sub(bi);
      FloatVector oddRe = ai.add(bi);
      FloatVector oddIm = br.sub(ar);
      FloatVector turnedRe = oddRe.mul(load(wr, k)).sub(oddIm.mul(load(wi, k)));
      FloatVector turnedIm = oddRe.mul(load(wi, k)).add(oddIm.mul(load(wr, k)));
      evenRe.add(turnedRe).mul(scale).intoArray(re, k);
      evenIm.add(turnedIm).mul(scale).intoArray(im, k);
      evenRe.sub(turnedRe).mul(scale).rearrange(REVERSE).intoArray(re, b);
      turnedIm.sub(evenIm).mul(scale).rearrange(REVERSE).intoArray(im, b);
    }
    takeApartFrom(k, re, im, h, wr, wi, scale);
  }

  @Override
  void putTogether(float[] re, float[] im, int h, float[] wr, float[] wi, float scale) {
    int k = 1;
    for (; k + LANES <= (h + 1) / 2; k += LANES) {
      int b = h - k - LANES + 1;
      FloatVector ar = load(re, k);
      FloatVector ai = load(im, k);
      FloatVector br = load(re, b).rearrange(REVERSE);
      FloatVector bi = load(im, b).rearrange(REVERSE);
      FloatVector sumRe = ar.add(br).mul(scale);
      FloatVector sumIm = ai.sub(bi).mul(scale);
      FloatVector differenceRe = ar.sub(br).mul(scale);
      FloatVector differenceIm = ai.add(bi).mul(scale);
      FloatVector turnedRe = differenceRe.mul(load(wr, k)).add(differenceIm.mul(load(wi, k)));
      FloatVector turnedIm = differenceIm.mul(load(wr, k)).sub(differenceRe.mul(load(wi, k)));
      sumRe.sub(turnedIm).intoArray(re, k);
      sumIm.add(turnedRe).intoArray(im, k);
      sumRe.add(turnedIm).rearrange(REVERSE).intoArray(re, b);
      turnedRe.sub(sumIm).rearrange(REVERSE).intoArray(im, b);
    }
    putTogetherFrom(k, re, im, h, wr, wi, scale);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }
}
