/**
 * The part of TensorFlow's C API that the engine calls, as data.
 *
 * Each type of C has its name here. Opaque pointers are `usize`, so that they
 * travel as `bigint` and whole lists of them fit a `BigUint64Array`.
 *
 * Source: tensorflow/c/c_api.h, tensorflow/c/tf_tensor.h and
 * tensorflow/c/eager/c_api.h, TensorFlow 2.21.
 */

// Opaque pointers.
const TF_Status = "usize";
const TF_Tensor = "usize";
const TF_DeviceList = "usize";
const TF_Graph = "usize";
const TF_Operation = "usize";
const TF_OperationDescription = "usize";
const TF_Function = "usize";
const TF_FunctionOptions = "usize";
const TFE_ContextOptions = "usize";
const TFE_Context = "usize";
const TFE_TensorHandle = "usize";
const TFE_Op = "usize";
/** Memory of the library's own. */
const address = "usize";
/** `TF_Buffer*`, which JavaScript looks into. */
const TF_Buffer = "pointer";
/** Text that the library owns. */
const string = "pointer";

/** `TF_Output`, passed by value: `{ TF_Operation* oper; int index; }`. */
const TF_Output = { struct: ["usize", "i32"] } as const;

// Memory of JavaScript's, by what is in it.
const text = "buffer";
const bytes = "buffer";
const ints = "buffer";
const int64s = "buffer";
const floats = "buffer";
const addresses = "buffer";
const outputs = "buffer";

const int = "i32";
const int64 = "i64";
const float = "f32";
const uchar = "u8";
const size = "usize";
const TF_DataType = "i32";
const TF_Code = "i32";

/** A function of C. */
function call<
  const Parameters extends readonly Deno.NativeType[],
  const Result extends Deno.NativeResultType = "void",
>(parameters: Parameters, result = "void" as Result) {
  return { parameters, result };
}

/** Either family of functions that set an attribute, by what it sets. */
const setAttribute = {
  string: call([TFE_Op, text, bytes, size]),
  int: call([TFE_Op, text, int64]),
  ints: call([TFE_Op, text, int64s, int]),
  float: call([TFE_Op, text, float]),
  floats: call([TFE_Op, text, floats, int]),
  bool: call([TFE_Op, text, uchar]),
  bools: call([TFE_Op, text, bytes, int]),
  type: call([TFE_Op, text, TF_DataType]),
  types: call([TFE_Op, text, ints, int]),
};

export const symbols = {
  // -- Library, status, buffers ---------------------------------------------
  TF_Version: call([], string),
  TF_NewStatus: call([], TF_Status),
  TF_GetCode: call([TF_Status], TF_Code),
  TF_Message: call([TF_Status], string),
  TF_NewBuffer: call([], TF_Buffer),
  TF_DeleteBuffer: call([TF_Buffer]),

  // -- Copies between JavaScript and native memory, from the C library -------
  copyIn: { name: "memcpy", ...call([address, bytes, size], address) },
  copyOut: { name: "memcpy", ...call([bytes, address, size], address) },

  // -- Tensors ---------------------------------------------------------------
  TF_AllocateTensor: call([TF_DataType, int64s, int, size], TF_Tensor),
  TF_DeleteTensor: call([TF_Tensor]),
  TF_TensorData: call([TF_Tensor], address),
  TF_TensorByteSize: call([TF_Tensor], size),

  // -- Context and devices ---------------------------------------------------
  TFE_NewContextOptions: call([], TFE_ContextOptions),
  TFE_ContextOptionsSetConfig: call(
    [TFE_ContextOptions, bytes, size, TF_Status],
  ),
  TFE_DeleteContextOptions: call([TFE_ContextOptions]),
  TFE_NewContext: call([TFE_ContextOptions, TF_Status], TFE_Context),
  TFE_DeleteContext: call([TFE_Context]),
  TFE_ContextClearCaches: call([TFE_Context]),
  TFE_ContextListDevices: call([TFE_Context, TF_Status], TF_DeviceList),
  TF_DeviceListCount: call([TF_DeviceList], int),
  TF_DeviceListName: call([TF_DeviceList, int, TF_Status], string),
  TF_DeviceListType: call([TF_DeviceList, int, TF_Status], string),
  TF_DeleteDeviceList: call([TF_DeviceList]),

  // -- Eager tensor handles --------------------------------------------------
  TFE_NewTensorHandle: call([TF_Tensor, TF_Status], TFE_TensorHandle),
  TFE_DeleteTensorHandle: call([TFE_TensorHandle]),
  TFE_TensorHandleDataType: call([TFE_TensorHandle], TF_DataType),
  TFE_TensorHandleNumDims: call([TFE_TensorHandle, TF_Status], int),
  TFE_TensorHandleDim: call([TFE_TensorHandle, int, TF_Status], int64),
  TFE_TensorHandleResolve: call([TFE_TensorHandle, TF_Status], TF_Tensor),
  TFE_TensorHandleCopyToDevice: call(
    [TFE_TensorHandle, TFE_Context, text, TF_Status],
    TFE_TensorHandle,
  ),

  // -- Eager ops -------------------------------------------------------------
  TFE_NewOp: call([TFE_Context, text, TF_Status], TFE_Op),
  TFE_DeleteOp: call([TFE_Op]),
  TFE_OpAddInput: call([TFE_Op, TFE_TensorHandle, TF_Status]),
  TFE_OpAddInputList: call([TFE_Op, addresses, int, TF_Status]),
  TFE_OpSetAttrString: setAttribute.string,
  TFE_OpSetAttrInt: setAttribute.int,
  TFE_OpSetAttrIntList: setAttribute.ints,
  TFE_OpSetAttrFloat: setAttribute.float,
  TFE_OpSetAttrFloatList: setAttribute.floats,
  TFE_OpSetAttrBool: setAttribute.bool,
  TFE_OpSetAttrBoolList: setAttribute.bools,
  TFE_OpSetAttrType: setAttribute.type,
  TFE_OpSetAttrTypeList: setAttribute.types,
  TFE_OpSetAttrShape: call([TFE_Op, text, int64s, int, TF_Status]),
  TFE_OpSetAttrFunctionName: call([TFE_Op, text, text, size]),
  TFE_Execute: call([TFE_Op, addresses, ints, TF_Status]),

  // -- Graphs and functions --------------------------------------------------
  TF_NewGraph: call([], TF_Graph),
  TF_DeleteGraph: call([TF_Graph]),
  TF_GraphGetOpDef: call([TF_Graph, text, TF_Buffer, TF_Status]),
  TF_NewOperation: call([TF_Graph, text, text], TF_OperationDescription),
  TF_AddInput: call([TF_OperationDescription, TF_Output]),
  TF_AddInputList: call([TF_OperationDescription, outputs, int]),
  TF_SetAttrString: setAttribute.string,
  TF_SetAttrInt: setAttribute.int,
  TF_SetAttrIntList: setAttribute.ints,
  TF_SetAttrFloat: setAttribute.float,
  TF_SetAttrFloatList: setAttribute.floats,
  TF_SetAttrBool: setAttribute.bool,
  TF_SetAttrBoolList: setAttribute.bools,
  TF_SetAttrType: setAttribute.type,
  TF_SetAttrTypeList: setAttribute.types,
  TF_SetAttrShape: call([TF_OperationDescription, text, int64s, int]),
  TF_SetAttrShapeList: call(
    [TF_OperationDescription, text, addresses, ints, int],
  ),
  TF_SetAttrTensor: call(
    [TF_OperationDescription, text, TF_Tensor, TF_Status],
  ),
  TF_FinishOperation: call(
    [TF_OperationDescription, TF_Status],
    TF_Operation,
  ),
  TF_AddControlInput: call([TF_OperationDescription, TF_Operation]),
  TF_OperationOutputType: call([TF_Output], TF_DataType),
  TF_GraphGetTensorNumDims: call([TF_Graph, TF_Output, TF_Status], int),
  TF_GraphGetTensorShape: call([TF_Graph, TF_Output, int64s, int, TF_Status]),
  TF_GraphSetTensorShape: call([TF_Graph, TF_Output, int64s, int, TF_Status]),
  TF_GraphToFunctionWithControlOutputs: call([
    TF_Graph,
    text, // the function's name
    uchar, // whether a hash is appended to it
    int, // the operations to take, or -1 for all
    addresses,
    int, // inputs
    outputs,
    int, // outputs
    outputs,
    addresses, // the outputs' names
    int, // the operations that have to run
    addresses,
    addresses, // their names
    TF_FunctionOptions,
    text, // a description
    TF_Status,
  ], TF_Function),
  TF_DeleteFunction: call([TF_Function]),
  TFE_ContextAddFunction: call([TFE_Context, TF_Function, TF_Status]),
  TFE_ContextRemoveFunction: call([TFE_Context, text, TF_Status]),
};
