# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bidirectional LSTM layer through lstm.cpp, with nn.LSTM's parameters and meaning (one layer, time first)."""
from __future__ import annotations
import os
import torch
import torch.nn as nn

_ext = None


def extension():
    global _ext
    if _ext is None:
        from torch.utils.cpp_extension import load
        here = os.path.dirname(os.path.abspath(__file__))
        build = os.path.join(here, 'work', 'ext')
        os.makedirs(build, exist_ok=True)
        _ext = load('nashra_lstm', [os.path.join(here, 'lstm.cpp')], build_directory=build,
                    extra_cflags=['-O3', '-march=native', '-ffast-math', '-fopenmp', '-DAT_PARALLEL_OPENMP=1'], extra_ldflags=['-lmvec', '-lm'])
    return _ext


class _Layer(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w0, u0, b0, w1, u1, b1):
        y, g, c, tc = extension().forward(x, [w0, w1], [u0, u1], [b0, b1])
        ctx.save_for_backward(x, w0, u0, w1, u1)
        ctx.rest = (y, g, c, tc)
        return y

    @staticmethod
    def backward(ctx, dy):
        x, w0, u0, w1, u1 = ctx.saved_tensors
        y, g, c, tc = ctx.rest
        ctx.rest = None
        return tuple(extension().backward(dy.contiguous(), x, [w0, w1], [u0, u1], y, g, c, tc, True))


class BiLSTM(nn.LSTM):
    """forward(x (T, B, I)) -> (2, T, B, H): the two directions apart"""
    def __init__(self, inputs: int, width: int) -> None:
        super().__init__(inputs, width, bidirectional=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        p = [self.weight_ih_l0, self.weight_hh_l0, self.bias_ih_l0 + self.bias_hh_l0,
             self.weight_ih_l0_reverse, self.weight_hh_l0_reverse, self.bias_ih_l0_reverse + self.bias_hh_l0_reverse]
        return _Layer.apply(x.contiguous(), *p)

    def stock(self, x: torch.Tensor) -> torch.Tensor:
        y, _ = super().forward(x)
        return torch.stack([y[..., :self.hidden_size], y[..., self.hidden_size:]])
