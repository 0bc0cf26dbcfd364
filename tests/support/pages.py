"""Every page of the course: its address, and its title in English and in Chinese."""

PAGES = {
    "": ("Why does an RNN forget, and an LSTM remember?", "为什么 RNN 会忘，而 LSTM 记得住？"),
    "rnn_forward": ("RNN: forward", "RNN：前向传播"),
    "vectors": ("From one number to vectors", "从一个数到向量"),
    "rnn_backward": ("RNN: backward (BPTT)", "RNN：反向传播（BPTT）"),
    "lstm_forward": ("LSTM: forward", "LSTM：前向传播"),
    "lstm_backward": ("LSTM: backward", "LSTM：反向传播"),
    "gru_forward": ("GRU: forward", "GRU：前向传播"),
    "gru_backward": ("GRU: backward", "GRU：反向传播"),
    "compare": ("Side by side", "并排比较"),
    "gradients": ("Vanishing or preserved", "消失还是保留"),
    "spectra": ("Why: eigenvalues, slopes, gates", "为什么：特征值、导数和门"),
    "exploding": ("The cliff and clipping", "悬崖与梯度裁剪"),
    "truncation": ("Truncated BPTT", "截断的 BPTT"),
    "influence": ("Influence: memory made visible", "影响：看得见的记忆"),
    "film": ("A training, recorded", "训练录像"),
    "training": ("Train them live", "现场训练"),
    "trained": ("Inside a trained network", "走进训练好的网络"),
    "names": ("Which language is this name from?", "这个姓氏出自哪种语言？"),
    "yours": ("Your own network", "你自己的网络"),
    "history": ("Who found it, and how it went on", "谁发现的，后来怎样"),
}
