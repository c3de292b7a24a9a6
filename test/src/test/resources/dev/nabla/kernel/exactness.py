"""Writes exactness.txt: values of the element-wise functions, correctly rounded to double.

Run with mpmath installed: python3 exactness.py > exactness.txt
A line is a function, its one or two arguments and its value, each as the 16 hexadecimal digits of a double.
Arguments are the corners of each domain (the least and greatest numbers, poles, zeros, the ends of the range of exp)
and random numbers of all magnitudes. Values have at least 60 digits, and more by as many as the argument has.
"""
import math
import random
import struct

from mpmath import mp, mpf
import mpmath as m

random.seed(20)
INF, NAN = math.inf, math.nan
TINY = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-80, 1e-30, 1e-17, 1e-16, 3e-9, 1e-8, 1e-5, 1e-3]
MIDDLE = [0.1, 0.25, 0.3, 0.46875, 0.5, 0.6, 0.7071067811865476, 0.75, 0.9, 0.99, 1 - 2**-30, 1 - 2**-53, 1.0,
          1 + 2**-52, 1 + 2**-30, 1.2, 1.4616321449683623, 1.5, 1.9999999, 2.0, 2.0000001, 2.5, 3.0, 3.141592653589793,
          4.0, 5.5, 6.283185307179586, 7.9, 8.1, 10.0, 11.5, 15.0, 19.5, 20.5, 22.0, 26.5, 30.0, 37.5, 40.0, 64.0]
LARGE = [87.3, 88.8, 100.0, 170.5, 300.0, 708.3, 709.7, 745.0, 1000.0, 12345.678, 1e5, 1e7, 1e10, 2.0**53, 1e17, 1e22,
         1e60, 1e150, 1e200, 1e300, 1.7976931348623157e308]
SPREAD = [math.ldexp(1 + random.random(), random.randint(-1022, 1022)) for _ in range(6)]
USUAL = [random.uniform(0, 12) for _ in range(12)]
USUAL += [math.ldexp(random.random(), random.randint(-12, 8)) for _ in range(12)]
POSITIVE = TINY + MIDDLE + LARGE + SPREAD + USUAL
REALS = POSITIVE + [-x for x in POSITIVE] + [-708.4, -744.9, -745.2, -750.5, -38.4]
UNIT = [x for x in POSITIVE if x <= 1] + [random.random() for _ in range(20)]
BALL = UNIT + [-x for x in UNIT]
POLES = [-0.5, -0.999999, -1.000001, -1.5, -2.4570247382208, -2.5, -2.747682646727413, -3.1435808883499798,
         -3.9552942848585977, -5.5, -10.25, -39.5, -40.5, -100.3, -0.504083008264455, -1.5734984731623905,
         -2.6107208684441447, -9.702672540001864, -10.7, 1.4616321449683622, 1.4616321449683625, -1000.5, -123456.75]
GAMMA = POSITIVE + [-x for x in TINY] + POLES + [-x for x in USUAL if x != int(x)]

NORMAL = [s * x for s in (1, -1)
          for x in (0.4999999, 0.5000001, 0.7, 0.87, 1.3, 2.4, 3.6, 4.7, 6.1, 8.3, 13.9, 14.6, 25.2, 35.9, 36.1, 37.9,
                    38.3)]
QUANTILES = [0.0999999, 0.1000001, 0.8999999, 0.9000001, 0.2, 0.24, 0.26, 0.45, 0.4999999, 0.5000001, 0.55, 0.73, 0.77,
             0.98, 2.8e-8, 2.81e-8, 2.82e-8, 1e-7, 1e-12, 1e-21, 0.99e-44, 1.01e-44, 3e-44, 1e-100, 1 - 2.8e-8,
             1 - 2.9e-8, 1 - 1e-12]
ERF_CUTS = [s * x for s in (1, -1)
            for x in (0.47, 0.52, 0.79999, 0.80001, 0.84, 0.95, 1 - 5.6e-8, 1 - 5.7e-8, 1 - 1e-11)]
GAMMA_CUTS = [0.87, 0.9999, 1.45, 1.46, 1.4617, 1.47, 1.7, 2.2, 2.999, 3.001, 3.4, 4.7, 5.0, 6.3, 6.99, 7.01, 7.999,
              8.001, 9.23]

ARC_CUTS = [s * x for s in (1, -1)
            for x in (0.4999999, 0.5 - 2**-54, 0.5 + 2**-53, 0.5000001, 0.52, 0.54, 0.62, 0.83984, 0.9999)]
ATAN_CUTS = ARC_CUTS + [s * x for s in (1, -1) for x in (1.55, 1.9, 2 - 2**-52, 2 + 2**-51, 2.0000003, 2.5, 9.9)]
HALF_TURNS = [s * k * math.pi / 4 * (1 + e * 2**-52) for s in (1, -1) for e in (-1, 0, 1)
              for k in (1, 2, 3, 5, 6, 7, 10, 44, 355, 710, 11111, 103993, 1 << 20, 1000000006, 1367130551)]
SINC_CUTS = [0.4999999, 0.5 - 2**-54, 0.5 + 2**-53, 0.5000001, 1 - 1e-9, 1.0000001, 1.4999, 1.5001, 2.9999999, 100.5,
             12345.499, 12345.501, 2.0**40 + 0.25, 2.0**51 - 0.5, 2.0**51 + 1, 2.0**52 + 1]
EDGES = [5e-324, 1e-310, 3e-310, 2.2250738585072014e-308, 0.5, 1.0, 1.0000001, 2.0000001, 2.0**1000, 1.1e301, 8e307,
         1.7e308]
CORNERS = [(s * a, t * b) for s in (1, -1) for t in (1, -1) for a in EDGES for b in EDGES
           if s + t == 2 or 0.1 < a / b < 10]
LENGTHS = [(2.0**500, 2.0**499), (3.3e150, -3.2e150), (2.0**-500, 2.0**-501), (2.9e-151, 3.1e-151), (1.0, 2.0**-27),
           (-1e-170, 1e-160)]
QUOTIENTS = [(6.0, 3.0), (6 - 2**-50, 3.0), (6 + 2**-50, 3.0), (0.3, 0.1), (0.7, 0.1), (1.0, 0.1), (3.0, 7.0),
             (2.0**50 * 3 - 1, 3.0), (2.0**51 * 3 - 1, 3.0), (1e15, 0.7), (1e16, 0.7), (2.0**53 + 2, 1.25), (1e17, 3.0),
             (1e300, 1.1e285), (1e300, 1.1e284), (1e-300, 1.1e-315), (3e-310, 1.1e-310), (3e-310, 1.0),
             (1.7976931348623157e308, 3.561545557650064e296), (1.7976931348623157e308, 2.6e307)]
QUOTIENTS += [(-a, b) for a, b in QUOTIENTS]
QUOTIENTS += [(a, -b) for a, b in QUOTIENTS]

EXP_END = mpf(10)**5


def exp(x):
    return m.exp(x) if abs(x) < EXP_END else (mpf(0) if x < 0 else m.inf)


def log_gamma(x):
    if x > 0:
        return m.inf if x > mpf(10)**306 else m.loggamma(x)
    return m.log(abs(m.pi / (x * m.sinpi(x)))) - m.loggamma(-x)


def softplus(x):
    return x + m.log1p(exp(-x)) if x > 0 else m.log1p(exp(x))


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def gelu_tanh(x):
    return x * sigmoid(m.sqrt(8 / m.pi) * (x + mpf(0.044715) * x**3))


def normal(x):
    return m.erfc(-x / m.sqrt(2)) / 2 if abs(x) < 1000 else mpf(1 if x > 0 else 0)


def erfinv(x):
    return m.erfinv(x)


def log_normal(x):
    if x > -1:
        return m.log1p(-normal(-x))
    if x > -1000:
        return m.log(normal(x))
    q = 1 / (x * x)
    return -x * x / 2 - m.log(-x * m.sqrt(2 * m.pi)) + m.log1p(q * (-1 + q * (3 + q * (-15 + q * (105 - q * 945)))))


def normal_quantile(p):
    if p > mpf(1) / 2:
        return -normal_quantile(1 - p)
    if p > mpf(1) / 8:
        return m.sqrt(2) * m.erfinv(2 * p - 1)
    x = -m.sqrt(-2 * m.log(p))
    for _ in range(12):
        x -= (m.log(normal(x)) - m.log(p)) * normal(x) / m.npdf(x)
    return x


def sinc_derivative(x, n):
    return m.diff(m.sincpi, x, int(n)) if n else m.sincpi(x)


def silu_slope(x):
    return sigmoid(x) * (1 + x * sigmoid(-x))


def gelu_slope(x):
    return normal(x) + x * m.npdf(x) if abs(x) < 1000 else normal(x)


def gelu_tanh_slope(x):
    if abs(x) > 1000:
        return mpf(1 if x > 0 else 0)
    z = m.sqrt(8 / m.pi) * (x + mpf(0.044715) * x**3)
    return sigmoid(z) * (1 + x * sigmoid(-z) * m.sqrt(8 / m.pi) * (1 + 3 * mpf(0.044715) * x**2))


def mish_slope(x):
    if abs(x) > 2000:
        return mpf(1 if x > 0 else 0)
    gate = m.tanh(softplus(x))
    return gate + x * sigmoid(x) * (1 - gate**2)


def hardswish_slope(x):
    return mpf(0 if x <= -3 else 1) if abs(x) >= 3 else x / 3 + mpf(1) / 2


def whole(x):
    return mpf(int(m.floor(x)))


UNARY = {
    'EXP': (exp, REALS), 'EXPM1': (lambda x: m.expm1(x) if abs(x) < EXP_END else exp(x) - 1, REALS),
    'LOG': (m.log, POSITIVE), 'LOG1P': (m.log1p, POSITIVE + [-x for x in UNIT if x < 1]),
    'TANH': (lambda x: m.tanh(x) if abs(x) < 1000 else m.sign(x), REALS), 'SIGMOID': (sigmoid, REALS),
    'SIN': (m.sin, REALS), 'COS': (m.cos, REALS), 'TAN': (m.tan, REALS + HALF_TURNS),
    'EXP2': (lambda x: m.power(2, x) if abs(x) < EXP_END else exp(x), REALS + [-1074.0, -1022.5, 1023.75]),
    'LOG2': (lambda x: m.log(x) / m.log(2), POSITIVE), 'LOG10': (lambda x: m.log(x) / m.log(10), POSITIVE),
    'ASIN': (m.asin, BALL + ARC_CUTS), 'ACOS': (m.acos, BALL + ARC_CUTS), 'ATAN': (m.atan, REALS + ATAN_CUTS),
    'SINH': (lambda x: m.sinh(x) if abs(x) < EXP_END else x * m.inf, REALS),
    'COSH': (lambda x: m.cosh(x) if abs(x) < EXP_END else m.inf, REALS),
    'ASINH': (m.asinh, REALS), 'ACOSH': (m.acosh, [x for x in POSITIVE if x >= 1]),
    'ATANH': (m.atanh, [x for x in BALL if abs(x) < 1]),
    'ERF': (lambda x: m.erf(x) if abs(x) < 1000 else m.sign(x), REALS),
    'ERFC': (lambda x: m.erfc(x) if abs(x) < 1000 else 1 - m.sign(x), REALS),
    'ERFINV': (erfinv, [x for x in BALL if abs(x) < 1] + ERF_CUTS),
    'LGAMMA': (log_gamma, GAMMA + GAMMA_CUTS), 'DIGAMMA': (m.digamma, GAMMA + GAMMA_CUTS),
    'SINC': (m.sincpi, REALS + SINC_CUTS),
    'SOFTPLUS': (softplus, REALS), 'LOGSIGMOID': (lambda x: -softplus(-x), REALS),
    'LOGIT': (lambda x: m.log(x) - m.log1p(-x), [x for x in UNIT if x < 1]),
    'SILU': (lambda x: x * sigmoid(x), REALS),
    'GELU': (lambda x: x * normal(x), REALS), 'GELU_TANH': (gelu_tanh, REALS),
    'MISH': (lambda x: x * m.tanh(softplus(x)) if x < 1000 else x, REALS),
    'HARDSWISH': (lambda x: x * min(max(x + 3, 0), 6) / 6, REALS),
    'NDTR': (normal, REALS + NORMAL), 'LOG_NDTR': (log_normal, REALS + NORMAL),
    'NDTRI': (normal_quantile, [x for x in UNIT if x < 1] + QUANTILES),
    'RSQRT': (lambda x: 1 / m.sqrt(x), POSITIVE),
}


def power(a, b):
    if abs(b * m.log(abs(a))) > EXP_END:
        return m.inf if (b > 0) == (abs(a) > 1) else mpf(0)
    return m.power(a, b)


def pairs(left, right, n):
    return [(random.choice(left), random.choice(right)) for _ in range(n)]


NUMBERS = [x for x in REALS if abs(x) < 1e12 and abs(x) > 1e-12]
BINARY = {
    'POW': (power, pairs(POSITIVE, NUMBERS, 120)), 'ATAN2': (m.atan2, pairs(REALS, REALS, 120) + CORNERS),
    'HYPOT': (m.hypot, pairs(REALS, REALS, 120) + CORNERS + LENGTHS),
    'XLOGY': (lambda a, b: a * m.log(b), pairs(NUMBERS, POSITIVE, 120)),
    'LOGADDEXP': (lambda a, b: max(a, b) + softplus(min(a, b) - max(a, b)), pairs(REALS, NUMBERS, 120)),
    'FMOD': (lambda a, b: m.sign(a) * (abs(a) - abs(b) * whole(abs(a) / abs(b))),
             pairs(REALS, NUMBERS, 120) + QUOTIENTS),
    'REMAINDER': (lambda a, b: a - b * whole(a / b), pairs(NUMBERS, NUMBERS, 120) + QUOTIENTS),
    'FLOOR_DIVIDE': (lambda a, b: whole(a / b),
                     pairs(NUMBERS, NUMBERS, 120) + [(1.0, 0.1), (-7.0, 0.1), (0.3, 0.1)] + QUOTIENTS),
    'POLYGAMMA': (lambda x, n: m.polygamma(int(n), x),
                  [(x, float(n)) for x in POLES + USUAL + [1e-8, 1e-3, 30.0, 1e5, 1e15] for n in (1, 2, 3, 4)
                   if abs(x) < 5000]),
    'SINC_DERIVATIVE': (sinc_derivative, [(x, float(n)) for x in [1e-3, 0.1, 0.5, 0.9, 1.25, 1.7, 3.3, 8.6, -2.2, -0.4]
                                          for n in (1, 2, 3, 4)]),
}
GATED = REALS + [-0.2, -0.7, -0.75, -0.752, -0.8, -1.2, -1.25, -1.28, -1.3, -2.5, -4.5, -6.0, -9.0, -12.5, -17.0, -21.5]
for name, slope in (('SILU', silu_slope), ('GELU', gelu_slope), ('GELU_TANH', gelu_tanh_slope), ('MISH', mish_slope),
                    ('HARDSWISH', hardswish_slope)):
    BINARY[name + '_GRADIENT'] = (lambda g, x, slope=slope: g * slope(x),
                                  [(1.0, x) for x in GATED] + pairs([-1.0, 0.375, 3.1, -1e-20, 1e20], GATED, 60))


ONES = [v for d in (2**-52, 2**-40, 2**-27, 2**-20, 1e-4, 0.01, 0.05, 0.17) for v in (1 - d, 1 + d)]
ROOTS = [math.ldexp(x, k) for k in (-1021, -1, 0, 1, 700) for x in (0.7071067811865475, 0.7071067811865477, 0.9, 1.3)]
SPANS = [0.1, 0.1714, 0.1717, 0.33, 0.4, 0.41, 0.42, 0.59, 0.6, 0.66, 0.7, 0.8, 0.85, 0.97]
FINE = [1 - 2**-k for k in (10, 30, 49, 50, 51)]
# Where loops in vectors change from one formula to another, or hand arguments over.
CUTS = {
    'LOG2': ONES + ROOTS, 'LOG10': ONES + ROOTS + [10.0, 1000.0, 1e15, 9.99999, 0.001], 'LOG': ONES + ROOTS,
    'EXP2': [s * x for s in (1, -1) for x in (0.4999999, 0.5000001, 1.4999999, 126.5, 1021.9, 1022.1, 1023.9999)]
            + [-1073.9, -1074.9, -1075.1, -1533.5, -1534.5], 'EXPM1': SPANS + [-x for x in SPANS],
    'LOGIT': SPANS + FINE + [0.25 - 2**-40, 0.25 + 2**-40, 0.5 - 2**-30, 0.5 + 2**-30, 0.5 - 2**-52, 2.3e-308,
                             2.2e-308],
    'ATANH': [s * x for s in (1, -1) for x in SPANS + FINE + [2.3e-308, 2.2e-308]],
    'SINH': [s * x for s in (1, -1) for x in SPANS + [707.9, 708.1, 709.9, 710.4, 710.5]],
    'COSH': SPANS + [707.9, 708.1, 709.9, 710.4, 710.5],
    'ASINH': [s * x for s in (1, -1) for x in SPANS + [1.1e18, 1.2e18]],
    'ACOSH': [v for v in ONES if v > 1] + [1.1e18, 1.2e18, 1e154, 1.5e154],
    'SOFTPLUS': [-36.8, -37.5, -708.1, -744.5], 'LOGSIGMOID': [36.8, 37.5, 708.1, 744.5],
}
for name, more in CUTS.items():
    UNARY[name] = (UNARY[name][0], UNARY[name][1] + more)
OTHERS = random.Random(7)
NEAR_ONE = [1 + (OTHERS.random() - 0.5) * 2.0**-OTHERS.randint(0, 40) for _ in range(40)]
BINARY['POW'] = (power, BINARY['POW'][1]
                 + [(a, OTHERS.uniform(-1070, 1020) / math.log2(a)) for a in NEAR_ONE + USUAL + ROOTS]
                 + [(a, OTHERS.uniform(-20, 20)) for a in NEAR_ONE + USUAL + TINY]
                 + [(-a, float(OTHERS.randint(-30, 30))) for a in NEAR_ONE + USUAL])
BINARY['XLOGY'] = (BINARY['XLOGY'][0], BINARY['XLOGY'][1] + [(-1.75, x) for x in ONES + ROOTS])
BINARY['LOGADDEXP'] = (BINARY['LOGADDEXP'][0], BINARY['LOGADDEXP'][1] + [
    (a, a + d) for a in (-3.0, -0.69, 0.0, 2.5, 600.0)
    for d in (0.0, 1e-9, 0.3, -0.9, 2.2, -5.0, 36.7, -37.5, 708.5, -746.0)])


def digits(*x):
    return 60 + max([0] + [int(abs(math.frexp(v)[1]) * 0.62) for v in x])


def rounded(v):
    v = m.re(v)
    try:
        return float(v)
    except OverflowError:
        return INF if v > 0 else -INF


def bits(x):
    return struct.pack('>d', x).hex()


def main():
    for name, (f, arguments) in UNARY.items():
        for x in dict.fromkeys(arguments):
            mp.dps = digits(x)
            print(name, bits(x), bits(rounded(f(mpf(x)))))
    for name, (f, arguments) in BINARY.items():
        for a, b in dict.fromkeys(arguments):
            mp.dps = digits(a, b) + (digits(a, b) if name in ('FMOD', 'REMAINDER', 'FLOOR_DIVIDE') else 0)
            print(name, bits(a), bits(b), bits(rounded(f(mpf(a), mpf(b)))))


main()
