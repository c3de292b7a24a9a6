package dev.nabla.dsl

import dev.nabla.op.Counting
import dev.nabla.op.Decompositions
import dev.nabla.op.Determinants
import dev.nabla.op.Eigenvalues
import dev.nabla.op.Moments
import dev.nabla.op.Reductions
import dev.nabla.op.SingularValues
import dev.nabla.tensor.Tensor

// Results of several tensors come apart: val (q, r) = x.qr().

operator fun Decompositions.QrFactors.component1(): Tensor = q

operator fun Decompositions.QrFactors.component2(): Tensor = r

operator fun Decompositions.LuFactors.component1(): Tensor = p

operator fun Decompositions.LuFactors.component2(): Tensor = l

operator fun Decompositions.LuFactors.component3(): Tensor = u

operator fun SingularValues.SvdFactors.component1(): Tensor = u

operator fun SingularValues.SvdFactors.component2(): Tensor = s

operator fun SingularValues.SvdFactors.component3(): Tensor = vt

operator fun Eigenvalues.Eigen.component1(): Tensor = values

operator fun Eigenvalues.Eigen.component2(): Tensor = vectors

operator fun Determinants.SignAndLog.component1(): Tensor = sign

operator fun Determinants.SignAndLog.component2(): Tensor = logAbsDet

operator fun Moments.VarMean.component1(): Tensor = `var`

operator fun Moments.VarMean.component2(): Tensor = mean

operator fun Reductions.Extremes.component1(): Tensor = min

operator fun Reductions.Extremes.component2(): Tensor = max

operator fun Counting.Unique.component1(): Tensor = values

operator fun Counting.Unique.component2(): Tensor = inverse

operator fun Counting.Unique.component3(): Tensor = counts
