"""What can be wrong with weights from elsewhere, each with a sentence that says what to change."""

from typing import Any

from rnnlstm.core.unreadable import UnreadableError

PROBLEMS = {
    "none": "no recurrent weights were found among {names}: {library} calls them {expected}",
    "none_there": "no recurrent weights begin with {prefix!r}; those that there are begin with {prefixes}",
    "several": "there are {count} recurrent networks: choose one with prefix=, one of {prefixes}",
    "layers": "one cell was asked for, and {name} is of a second layer: choose one with layer=0 .. {last}, "
    "or read all of them with {whole}",
    "directions": "one cell was asked for, and {name} is of the other direction: choose one with "
    "reverse=False or reverse=True, or read both with {whole}",
    "no_layer": "there is no {wanted}: the weights are of {there}",
    "projection": "{name} is the projection of an LSTM with proj_size, which no cell here has: train the "
    "network without it",
    "missing": "{name} is missing beside {beside}: save all the weights of the network",
    "shape": "{name} must have shape {expected}, got {got}",
    "widths": "layer {layer} must take the width {width} of the layer below it, got one that takes {got}",
    "gates": "{name} must have shape (H, H), (3H, H) or (4H, H), that of an RNN, a GRU or an LSTM, got {got}",
    "gates_of_keras": "{name} must have shape (H, H), (H, 3H) or (H, 4H), that of a SimpleRNN, a GRU or an "
    "LSTM, got {got}",
    "transposed": "{name} must have shape (3H, H) or (4H, H), got {got}, which is transposed: weights of "
    "Keras are read with from_keras, others with array.T",
    "not_transposed": "{name} must have shape (H, 3H) or (H, 4H), got {got}, which is not transposed: "
    "weights of PyTorch are read with from_torch, others with array.T",
    "not_numbers": "{name} must be an array of float16, bfloat16, float32 or float64, got {got}",
    "not_finite": "{name} holds {count} of {size} entries that are NaN or infinite, the first at {where}: "
    "save the weights of an earlier moment of the training",
    "count": "an RNN, LSTM or GRU of Keras has 2 or 3 arrays (kernel, recurrent kernel, bias), and before "
    "Keras 2 a GRU 9 and an LSTM 12; got {count}: give layer.get_weights() of the recurrent layer alone",
    "reset": "reset_after={given} does not fit {name} of shape {got}: with True it has shape (2, 3H), with "
    "False (3H,)",
    "no_target": "{library} has no {what}: {instead}",
    "pickle": "this is a file of torch.save or of pickle, which can run any program when it is opened, and "
    "so is not read: save the weights with "
    "safetensors.torch.save_file(model.state_dict(), 'weights.safetensors')",
    "hdf5": "this is {what}, whose format (HDF5) is not read: save the weights with "
    "numpy.savez('weights.npz', *layer.get_weights())",
    "npy": "this is one array of NumPy: save all of them, by their names, with numpy.savez",
    "onnx": "this is a file of ONNX, which is not read: save the weights where the network was trained, with "
    "safetensors.torch.save_file in PyTorch or numpy.savez in Keras",
    "unknown_file": "this is neither a file of safetensors nor one of numpy.savez: it begins with the bytes "
    "{first}",
    "unknown_zip": "this is a zip, but not one of numpy.savez: it holds {names}",
    "cut_off": "the file is cut off: it has {has} bytes and says that it has {needs}",
    "damaged": "the file contradicts itself: {where}",
    "objects": "{name} holds objects of Python, which are never unpacked: save it as an array of numbers",
    "too_many": "there are {count} arrays, more than the {limit} that are read",
    "too_large": "the arrays take {size} bytes, more than the {limit} that are read",
}
"""By what is wrong, the sentence with places for the facts."""


class WeightsError(UnreadableError):
    """Weights that cannot be read as a network of the core, or written as one of another library."""

    problems = PROBLEMS


def listed(names: Any, most: int = 6) -> str:
    """Return names for a sentence, no more than a few of them."""
    known = [repr(str(name)[:60]) for name in names]
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return ", ".join(known[:most]) + more if known else "nothing"
