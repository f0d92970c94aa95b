// SPDX-FileCopyrightText: 2026 The nashra authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A bidirectional LSTM layer with its gradient, for training on a few CPU cores: each direction is one task of its own (no barrier
// inside), input products and weight gradients are single large products. PyTorch's own takes one small product and a dozen
// kernels for every step, or, through oneDNN, a newly compiled primitive for every shape.
#include <torch/extension.h>
#include <ATen/Parallel.h>
#include <cmath>
#include <vector>

using torch::Tensor;

static inline float sig(float x) { return 1.f / (1.f + std::exp(-x)); }

// g (B, 4H) pre-activations i f g o, overwritten with the activations; c0 may be null
static void cell(float *__restrict g, const float *__restrict c0, float *__restrict c, float *__restrict tc, float *__restrict y, int64_t B, int64_t H) {
    for (int64_t b = 0; b < B; b++) {
        float *gi = g + b * 4 * H, *gf = gi + H, *gg = gf + H, *go = gg + H;
        float *cc = c + b * H, *tt = tc + b * H, *yy = y + b * H;
        for (int64_t k = 0; k < 4 * H; k++) gi[k] = std::min(30.f, std::max(-30.f, gi[k]));
        for (int64_t k = 0; k < 2 * H; k++) gi[k] = sig(gi[k]);
        for (int64_t k = 0; k < H; k++) gg[k] = 2.f * sig(2.f * gg[k]) - 1.f;
        for (int64_t k = 0; k < H; k++) go[k] = sig(go[k]);
        if (c0) { const float *cp = c0 + b * H; for (int64_t k = 0; k < H; k++) cc[k] = gf[k] * cp[k] + gi[k] * gg[k]; }
        else for (int64_t k = 0; k < H; k++) cc[k] = gi[k] * gg[k];
        for (int64_t k = 0; k < H; k++) { float v = std::min(15.f, std::max(-15.f, cc[k])); tt[k] = 2.f * sig(2.f * v) - 1.f; }
        for (int64_t k = 0; k < H; k++) yy[k] = go[k] * tt[k];
    }
}

// dy, dh (B, H): gradient from above and from the next step; dc in and out; g becomes the gradient of the pre-activations
static void cell_back(float *__restrict g, const float *__restrict c0, const float *__restrict tc, const float *__restrict dy, const float *__restrict dh,
                      float *__restrict dc, int64_t B, int64_t H) {
    for (int64_t b = 0; b < B; b++) {
        float *gi = g + b * 4 * H, *gf = gi + H, *gg = gf + H, *go = gg + H;
        const float *tt = tc + b * H, *d1 = dy + b * H;
        float *cc = dc + b * H;
        for (int64_t k = 0; k < H; k++) {
            float d = d1[k] + (dh ? dh[b * H + k] : 0.f);
            float i = gi[k], f = gf[k], q = gg[k], o = go[k], t = tt[k];
            float e = cc[k] + d * o * (1.f - t * t);
            gi[k] = e * q * i * (1.f - i);
            gf[k] = c0 ? e * c0[b * H + k] * f * (1.f - f) : 0.f;
            gg[k] = e * i * (1.f - q * q);
            go[k] = d * t * o * (1.f - o);
            cc[k] = e * f;
        }
    }
}

// x (T, B, I); per direction w (4H, I), u (4H, H), b (4H) -> y, gates, c, tanh c of both directions
std::vector<Tensor> forward(Tensor x, std::vector<Tensor> w, std::vector<Tensor> u, std::vector<Tensor> bias) {
    at::NoGradGuard no;
    const int64_t T = x.size(0), B = x.size(1), I = x.size(2), H = u[0].size(1);
    Tensor y = at::empty({2, T, B, H}), g = at::empty({2, T, B, 4 * H}), c = at::empty({2, T, B, H}), tc = at::empty({2, T, B, H});
    auto dir = [&](int64_t d) {
        at::NoGradGuard no2; at::AutoDispatchBelowADInplaceOrView guard;
        Tensor gd = g[d].view({T * B, 4 * H}), ut = u[d].t();
        at::addmm_out(gd, bias[d], x.view({T * B, I}), w[d].t());
        float *gp = g[d].data_ptr<float>(), *cp = c[d].data_ptr<float>(), *tp = tc[d].data_ptr<float>(), *yp = y[d].data_ptr<float>();
        int64_t prev = -1;
        for (int64_t s = 0; s < T; s++) {
            int64_t t = d ? T - 1 - s : s;
            if (prev >= 0) { Tensor gt = g[d][t]; gt.addmm_(y[d][prev], ut); }
            cell(gp + t * B * 4 * H, prev >= 0 ? cp + prev * B * H : nullptr, cp + t * B * H, tp + t * B * H, yp + t * B * H, B, H);
            prev = t;
        }
    };
    at::parallel_for(0, 2, 1, [&](int64_t a, int64_t e) { for (int64_t d = a; d < e; d++) dir(d); });
    return {y, g, c, tc};
}

// dy (2, T, B, H) -> dx, then dw, du, db for each direction. gates is overwritten.
std::vector<Tensor> backward(Tensor dy, Tensor x, std::vector<Tensor> w, std::vector<Tensor> u, Tensor y, Tensor g, Tensor c, Tensor tc, bool need_dx) {
    at::NoGradGuard no;
    const int64_t T = x.size(0), B = x.size(1), I = x.size(2), H = u[0].size(1);
    Tensor dx[2], dw[2], du[2], db[2];
    auto dir = [&](int64_t d) {
        at::NoGradGuard no2; at::AutoDispatchBelowADInplaceOrView guard;
        Tensor dc = at::zeros({B, H}), dh;
        float *gp = g[d].data_ptr<float>(), *cp = c[d].data_ptr<float>(), *tp = tc[d].data_ptr<float>();
        const float *dp = dy[d].data_ptr<float>();
        for (int64_t s = T - 1; s >= 0; s--) {
            int64_t t = d ? T - 1 - s : s, prev = d ? t + 1 : t - 1;
            cell_back(gp + t * B * 4 * H, s > 0 ? cp + prev * B * H : nullptr, tp + t * B * H, dp + t * B * H, dh.defined() ? dh.data_ptr<float>() : nullptr, dc.data_ptr<float>(), B, H);
            if (s > 0) { if (!dh.defined()) dh = at::empty({B, H}); at::mm_out(dh, g[d][t], u[d]); }
        }
        Tensor gd = g[d].view({T * B, 4 * H});
        if (need_dx) dx[d] = at::mm(gd, w[d]);
        dw[d] = at::mm(gd.t(), x.view({T * B, I}));
        db[d] = gd.sum(0);
        if (T > 1) {
            Tensor ga = d ? gd.narrow(0, 0, (T - 1) * B) : gd.narrow(0, B, (T - 1) * B);
            Tensor ha = d ? y[d].narrow(0, 1, T - 1) : y[d].narrow(0, 0, T - 1);
            du[d] = at::mm(ga.t(), ha.reshape({(T - 1) * B, H}));
        } else du[d] = at::zeros_like(u[d]);
    };
    at::parallel_for(0, 2, 1, [&](int64_t a, int64_t e) { for (int64_t d = a; d < e; d++) dir(d); });
    Tensor r = need_dx ? dx[0].add_(dx[1]).view({T, B, I}) : Tensor();
    return {r, dw[0], du[0], db[0], dw[1], du[1], db[1]};
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
    m.def("forward", &forward, py::call_guard<py::gil_scoped_release>());
    m.def("backward", &backward, py::call_guard<py::gil_scoped_release>());
}
