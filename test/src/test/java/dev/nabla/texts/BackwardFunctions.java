package dev.nabla.texts;

import static dev.nabla.op.Creation.fullLike;
import static dev.nabla.op.Diagonals.tril;
import static dev.nabla.op.Rearranging.flip;
import static dev.nabla.op.Rearranging.movedim;
import static dev.nabla.op.Rearranging.reshapeAs;
import static dev.nabla.op.Reductions.prod;
import static dev.nabla.op.Repeating.broadcastShapes;
import static dev.nabla.op.Repeating.expandAs;
import static dev.nabla.op.Scans.cumprod;
import static dev.nabla.op.Scans.cumsum;
import static dev.nabla.op.Scattering.scatter;
import static dev.nabla.op.Scattering.scatterAdd;
import static dev.nabla.op.Signs.heaviside;
import static dev.nabla.op.Trigonometry.cos;
import static dev.nabla.tensor.Tensor.onesLike;
import static dev.nabla.tensor.Tensor.zerosLike;

import dev.nabla.tensor.Axes;
import dev.nabla.tensor.DType;
import dev.nabla.tensor.Selected;
import dev.nabla.tensor.Shape;
import dev.nabla.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The code of the article "反向传播算法实现" (how back-propagation is implemented), function by function: each takes the
 * inputs of an operator and the gradient of its output, and returns the gradients of the inputs. A {@code null} axis
 * stands for all elements.
 *
 * <p>Four functions differ from the article's, which stand beside them under the name {@code …OfTheArticle}: prod and
 * cumprod divide by elements that may be 0; softmax and cumsum multiply by a dense Jacobian, n² numbers where n will do;
 * and a vector times a batch of matrices fails in matmul (see {@link #matmulBackward}).
 */
final class BackwardFunctions {
  private BackwardFunctions() {}

  /** The gradients of two inputs. */
  record Pair(Tensor first, Tensor second) {}

  // ---- one to one ----

  static Tensor sinBackward(Tensor input, Tensor outputGrad) {
    if (!input.shape().equals(outputGrad.shape())) {
      throw new IllegalArgumentException("sinBackward: shapes " + input.shape() + " and " + outputGrad.shape()
          + " differ");
    }
    Tensor derivative = cos(input);
    return derivative.mul(outputGrad);
  }

  static Tensor sigmoidBackward(Tensor input, Tensor outputGrad) {
    Tensor output = input.sigmoid();
    Tensor derivative = output.mul(output.neg().add(1));
    return outputGrad.mul(derivative);
  }

  static Tensor reluBackward(Tensor input, Tensor outputGrad) {
    Tensor derivative = heaviside(input, Tensor.zeros(Shape.SCALAR, input.dtype()));
    return derivative.mul(outputGrad);
  }

  // ---- one to many ----

  static Pair addBackward(Tensor input1, Tensor input2, Tensor outputGrad) {
    if (!broadcastShapes(input1.shape(), input2.shape()).equals(outputGrad.shape())) {
      throw new IllegalArgumentException("addBackward: shapes " + input1.shape() + " and " + input2.shape()
          + " do not broadcast to " + outputGrad.shape());
    }
    Tensor derivative = onesLike(outputGrad);
    return new Pair(summed(outputGrad.mul(derivative), input1), summed(outputGrad.mul(derivative), input2));
  }

  static Pair mulBackward(Tensor input1, Tensor input2, Tensor outputGrad) {
    return new Pair(summed(outputGrad.mul(input2), input1), summed(outputGrad.mul(input1), input2));
  }

  static Tensor expandBackward(Tensor input, Tensor outputGrad) {
    return summed(outputGrad, input);
  }

  /** Summed over the axes along which the input was broadcast. */
  private static Tensor summed(Tensor grad, Tensor input) {
    while (grad.rank() > input.rank()) {
      grad = grad.sum(0);
    }
    for (int i = 0; i < input.rank(); i++) {
      if (grad.extent(i) != input.extent(i)) {
        grad = grad.sum(Axes.KEEP, i);
      }
    }
    return grad;
  }

  static Tensor repeatBackward(Tensor input, Tensor outputGrad, int... times) {
    int[] extents = new int[2 * times.length];
    int[] copies = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      copies[i] = 2 * i;
      extents[2 * i] = times[i];
      extents[2 * i + 1] = outputGrad.extent(i) / times[i];
    }
    return reshapeAs(outputGrad.reshape(extents).sum(copies), input);
  }

  static Tensor repeatInterleaveBackward(Tensor input, Tensor outputGrad, int times, int dim) {
    Tensor last = movedim(outputGrad, dim, -1);
    Shape parted = last.shape().with(last.rank() - 1, input.extent(dim)).concat(Shape.of(times));
    return movedim(last.reshape(parted).sum(-1), -1, dim);
  }

  /** Of {@code input[index]}: what is read several times collects several gradients. */
  static Tensor indexBackward(Tensor input, Tensor outputGrad, Tensor index) {
    Tensor places = index.reshape(index.size(), 1).expand(index.size(), input.extent(1));
    return scatterAdd(zerosLike(input), 0, places, outputGrad);
  }

  // ---- many to one ----

  static Tensor sumBackward(Tensor input, Tensor outputGrad, Integer dim) {
    if (dim == null) {
      return fullLike(input, outputGrad.item());
    }
    return expandAs(outputGrad.unsqueeze(dim), input);
  }

  /** The product of the elements before and of those after, so that nothing is divided. */
  static Tensor prodBackward(Tensor input, Tensor outputGrad, Integer dim) {
    if (dim == null) {
      return reshapeAs(prodBackward(input.flatten(), outputGrad, 0), input);
    }
    Tensor derivative = productBefore(input, dim).mul(flip(productBefore(flip(input, dim), dim), dim));
    return derivative.mul(outputGrad.unsqueeze(dim));
  }

  private static Tensor productBefore(Tensor input, int dim) {
    Tensor products = cumprod(input, dim);
    Tensor one = onesLike(input.narrow(dim, 0, 1));
    return Tensor.cat(dim, one, products.narrow(dim, 0, input.extent(dim) - 1));
  }

  static Tensor prodBackwardOfTheArticle(Tensor input, Tensor outputGrad, Integer dim) {
    if (dim == null) {
      Tensor output = prod(input);
      Tensor derivative = output.div(input);
      return derivative.mul(outputGrad);
    }
    Tensor output = prod(input, dim);
    Tensor derivative = output.unsqueeze(dim).div(input);
    return derivative.mul(outputGrad.unsqueeze(dim));
  }

  static Tensor meanBackward(Tensor input, Tensor outputGrad, Integer dim) {
    if (dim == null) {
      int numElements = input.size();
      return fullLike(input, outputGrad.item()).div(numElements);
    }
    int numElements = input.extent(dim);
    return expandAs(outputGrad.unsqueeze(dim), input).div(numElements);
  }

  static Tensor maxBackward(Tensor input, Tensor outputGrad, Integer dim) {
    if (dim == null) {
      Tensor maxValue = input.max();
      Tensor mask = input.eq(maxValue);
      return mask.mul(outputGrad).div(mask.sum());
    }
    Selected max = input.max(dim);
    return scatter(zerosLike(input), dim, max.indices().unsqueeze(dim), outputGrad.unsqueeze(dim));
  }

  /** Of the variance that divides by the number of elements. */
  static Tensor varBackward(Tensor input, Tensor outputGrad, Integer dim) {
    if (dim == null) {
      Tensor deviation = input.sub(input.mean());
      int numElements = input.size();
      Tensor derivative = deviation.sum().neg().div(numElements).add(deviation);
      derivative = derivative.mul(2. / numElements);
      return derivative.mul(outputGrad);
    }
    input = movedim(input, dim, -1);
    int numElements = input.extent(-1);
    Tensor deviation = input.sub(input.mean(Axes.KEEP, -1));
    Tensor derivative = Tensor.eye(numElements, numElements, input.dtype()).sub(1. / numElements);
    derivative = derivative.mul(deviation.unsqueeze(-2)).sum(-1);
    derivative = derivative.mul(2. / numElements);
    Tensor inputGrad = derivative.mul(outputGrad.unsqueeze(-1));
    return movedim(inputGrad, -1, dim);
  }

  // ---- many to many ----

  static Tensor softmaxBackward(Tensor input, Tensor outputGrad, int dim) {
    Tensor output = input.softmax(dim);
    return outputGrad.sub(outputGrad.mul(output).sum(Axes.KEEP, dim)).mul(output);
  }

  static Tensor softmaxBackwardOfTheArticle(Tensor input, Tensor outputGrad, int dim) {
    input = movedim(input, dim, -1);
    outputGrad = movedim(outputGrad, dim, -1);
    Tensor output = input.softmax(-1);
    int numElements = input.extent(-1);
    Tensor jacobian = Tensor.eye(numElements, numElements, DType.FLOAT64).sub(output.unsqueeze(-2))
        .mul(output.unsqueeze(-1));
    return throughJacobian(jacobian, outputGrad, dim);
  }

  static Tensor cumsumBackward(Tensor input, Tensor outputGrad, int dim) {
    return flip(cumsum(flip(outputGrad, dim), dim), dim);
  }

  static Tensor cumsumBackwardOfTheArticle(Tensor input, Tensor outputGrad, int dim) {
    input = movedim(input, dim, -1);
    outputGrad = movedim(outputGrad, dim, -1);
    int numElements = input.extent(-1);
    Tensor jacobian = tril(Tensor.ones(numElements, numElements)).to(input.dtype());
    return throughJacobian(jacobian, outputGrad, dim);
  }

  /** With r[k] = g[k] + x[k+1]·r[k+1] it is r[k] times the product of the elements before k. */
  static Tensor cumprodBackward(Tensor input, Tensor outputGrad, int dim) {
    int last = input.extent(dim) - 1;
    Tensor r = outputGrad.select(dim, last);
    List<Tensor> backwards = new ArrayList<>(List.of(r));
    for (int k = last - 1; k >= 0; k--) {
      r = outputGrad.select(dim, k).add(input.select(dim, k + 1).mul(r));
      backwards.add(r);
    }
    return flip(Tensor.stack(dim, backwards), dim).mul(productBefore(input, dim));
  }

  static Tensor cumprodBackwardOfTheArticle(Tensor input, Tensor outputGrad, int dim) {
    input = movedim(input, dim, -1);
    outputGrad = movedim(outputGrad, dim, -1);
    Tensor output = cumprod(input, -1);
    Tensor jacobian = tril(output.unsqueeze(-1).div(input.unsqueeze(-2)));
    return throughJacobian(jacobian, outputGrad, dim);
  }

  /** Jᵀ·v. */
  private static Tensor throughJacobian(Tensor jacobian, Tensor outputGrad, int dim) {
    Tensor inputGrad = jacobian.transpose(-1, -2).matmul(outputGrad.unsqueeze(-1));
    return movedim(inputGrad.squeeze(-1), -1, dim);
  }

  // ---- products ----

  /**
   * The article's third case, a vector times a matrix, holds for one matrix; of a batch, [n] · [b, n, s], both products
   * there are of the wrong shape. Here the vector is a matrix of one row, which the fourth case knows.
   */
  static Pair matmulBackward(Tensor input1, Tensor input2, Tensor outputGrad) {
    if (input1.rank() == 1 && input2.rank() == 1) {
      return new Pair(outputGrad.mul(input2), outputGrad.mul(input1));
    }
    if (input2.rank() == 1) {
      Tensor matrix = input1.flatten(0, -2);
      outputGrad = outputGrad.flatten();
      Tensor vectorGrad = matrix.transpose(-1, -2).matmul(outputGrad);
      Tensor matrixGrad = outputGrad.unsqueeze(-1).mul(input2.unsqueeze(-2));
      return new Pair(reshapeAs(matrixGrad, input1), vectorGrad);
    }
    if (input1.rank() == 1) {
      Pair asMatrices = matmulBackward(input1.unsqueeze(0), input2, outputGrad.unsqueeze(-2));
      return new Pair(asMatrices.first.squeeze(0), asMatrices.second);
    }
    Tensor input2Grad = input1.transpose(-1, -2).matmul(outputGrad);
    Tensor input1Grad = outputGrad.matmul(input2.transpose(-1, -2));
    return new Pair(summed(input1Grad, input1), summed(input2Grad, input2));
  }

  static Pair vectorTimesMatrixBackwardOfTheArticle(Tensor input1, Tensor input2, Tensor outputGrad) {
    Tensor input1Grad = input2.matmul(outputGrad);
    Tensor input2Grad = outputGrad.unsqueeze(-2).mul(input1.unsqueeze(-1));
    return new Pair(input1Grad, input2Grad);
  }
}
